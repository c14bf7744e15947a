/**
 * The hosts a function may reach: this machine, whatever service its environment names by URL,
 * and Stripe itself unless the environment sends Stripe's calls somewhere else.
 */
export function allowedHosts(env: Record<string, string>): string[] {
  const hosts = new Set(['127.0.0.1', 'localhost']);
  let stripeElsewhere = false;
  for (const [name, value] of Object.entries(env)) {
    if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(value)) continue;
    try {
      const { host } = new URL(value);
      if (host) hosts.add(host);
      if (/STRIPE/.test(name)) stripeElsewhere = true;
    } catch {
      // Not a URL after all.
    }
  }
  if (env['STRIPE_SECRET_KEY'] && !stripeElsewhere) hosts.add('api.stripe.com:443');
  return [...hosts];
}

/** Settings of this machine that a program needs to reach the outside at all. */
const NEEDED = ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY', 'SSL_CERT_FILE', 'DENO_CERT', 'SystemRoot', 'TMPDIR'];

/** What moves the clock of every process in `npm run test:dates`: a function's must not stay behind. */
const CLOCK = ['LD_PRELOAD', 'FAKETIME', 'FAKETIME_DONT_FAKE_MONOTONIC', 'FAKETIME_FORCE_MONOTONIC_FIX'];

const PASSED_THROUGH = [...NEEDED, ...(process.env['FAKETIME'] === undefined ? [] : CLOCK)];

/** The whole environment of a function's process. It inherits none of this process's variables. */
export function functionEnvironment(env: Record<string, string>, port: number, cacheDir: string): Record<string, string> {
  const machine = PASSED_THROUGH.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...Object.fromEntries(machine),
    // Hosted functions run in UTC.
    TZ: 'UTC',
    ...env,
    DENO_DIR: cacheDir,
    DENO_NO_PROMPT: '1',
    DENO_NO_UPDATE_CHECK: '1',
    DENO_SERVE_ADDRESS: `tcp:127.0.0.1:${port}`,
    NO_COLOR: '1',
  };
}
