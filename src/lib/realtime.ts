import { RealtimeClient as StandIn } from './first-load/realtime-js';
import { supabase } from '@/lib/supabase';

/** Fetches the realtime client, if it is not here yet. Call before `supabase.channel` and `supabase.realtime`. */
export async function loadRealtime() {
  const realtime = await import('@supabase/realtime-js');
  if (supabase.realtime instanceof StandIn) {
    const { endpoint, options } = supabase.realtime.madeWith;
    supabase.realtime = new realtime.RealtimeClient(endpoint, options);
  }
  return realtime;
}
