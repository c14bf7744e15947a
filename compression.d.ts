/** What vite.config.ts uses of `compression`, for the requests of Vite's servers: its published types know Express only. */
declare module 'compression' {
  import type { Connect } from 'vite';

  export default function compression(): Connect.NextHandleFunction;
}
