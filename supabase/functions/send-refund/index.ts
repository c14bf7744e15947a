import { setUpSignedIn } from '../_shared/signed-in-setup.ts';
import { createHandler } from './handler.ts';

const setup = setUpSignedIn((name) => Deno.env.get(name));

Deno.serve(
  createHandler({
    ...setup,
    canSee: async (token, sessionId) => {
      const { data, error } = await setup.callerClient(token).from('client_sessions').select('id').eq('id', sessionId).maybeSingle();
      if (error) throw new Error(`the session could not be read: ${error.code} ${error.message}`);
      return data !== null;
    },
  }),
);
