import { setUpSignedIn } from '../_shared/signed-in-setup.ts';
import { createHandler } from './handler.ts';

Deno.serve(createHandler(setUpSignedIn((name) => Deno.env.get(name))));
