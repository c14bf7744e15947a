import type { RealtimeClientOptions } from '@supabase/supabase-js';

/**
 * Stands in for `@supabase/realtime-js` inside supabase-js in the built app (see vite.config.ts). The real one is 15 kB
 * and of use only once something is on screen that can change: `loadRealtime` puts it in this one's place.
 */
export class RealtimeClient {
  /** What supabase-js made it with, for the real one. */
  readonly madeWith: { endpoint: string; options: RealtimeClientOptions | undefined };

  constructor(endpoint: string, options?: RealtimeClientOptions) {
    this.madeWith = { endpoint, options };
  }

  /** Nobody listens yet; the real one asks for the token by itself. */
  async setAuth(): Promise<void> {}
}
