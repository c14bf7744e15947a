// Runs in each function's Deno process before the function. Its standard input is a pipe from the stack: when the stack
// ends, also by `kill -9`, the pipe ends and this process exits.
// Starts in an unreferenced timer, because Deno waits for a preloaded module to become idle.
async function exitWithStack() {
  try {
    for await (const _ of Deno.stdin.readable);
  } finally {
    Deno.exit(0);
  }
}

Deno.unrefTimer(setTimeout(() => void exitWithStack(), 0));
