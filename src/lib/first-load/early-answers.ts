declare global {
  /** Set by early.js: what has been asked for before there was any code, by address and body. */
  var earlyAnswers: Map<string, Promise<Response>> | undefined;
}

/** `fetch`, but for a request that the page has already made: that answer is taken, once. */
export const fetchOrTakeEarly: typeof fetch = async (input, init) => {
  const key = `${input instanceof Request ? input.url : input}${typeof init?.body === 'string' ? init.body : ''}`;
  const early = globalThis.earlyAnswers?.get(key);
  if (!early) return fetch(input, init);
  globalThis.earlyAnswers?.delete(key);
  return early.catch(() => fetch(input, init));
};
