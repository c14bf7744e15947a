// Runs inside each function's Deno, before the function. Its standard input is a pipe that the
// stack holds open: when the stack dies, even by `kill -9`, the pipe ends and so does this process.
// Starts from a timer that does not count, because Deno waits for a preloaded module to become idle.
async function endWithTheStack() {
  try {
    for await (const _ of Deno.stdin.readable);
  } finally {
    Deno.exit(0);
  }
}

Deno.unrefTimer(setTimeout(() => void endWithTheStack(), 0));
