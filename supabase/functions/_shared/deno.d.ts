/** The part of Deno's own API that the functions use, for the TypeScript compiler that checks the whole project. */
declare namespace Deno {
  function serve(handler: (request: Request) => Response | Promise<Response>): unknown;
  namespace env {
    function get(name: string): string | undefined;
  }
}
