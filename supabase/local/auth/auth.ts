import { App } from '@supabase/lite';
import { createPostgresConnection } from '@supabase/lite/postgres';

import { startAuthAdmin } from './auth-admin.ts';
import { AuthMail, mailRedirects } from './auth-mail.ts';
import { HOST, JWT_SECRET, PUBLISHABLE_KEY, SECRET_KEY, databaseUrl } from '../base/config.ts';

export interface AuthOptions {
  databasePort: number;
  apiUrl: string;
  /** Where mail links lead when the caller did not name a page: the app. */
  siteUrl: string;
  smtpPort: number;
}

export interface Auth {
  /** Answers a request to /auth/v1, key checked already by the gateway for what needs one. */
  fetch: (request: Request) => Promise<Response>;
  stop: () => Promise<void>;
}

/** The lowest cost of bcrypt: these passwords are for this machine only, and Lite hashes in the thread that serves all requests. */
const BCRYPT_COST = 4;
const ACCESS_TOKEN_SECONDS = 3600;
const LOCAL_PAGE = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(\/|$)/;
const VERIFY_PATH = '/auth/v1/verify';

/**
 * The embedded GoTrue: Lite's handler with GoTrue's own database role, and the admin API.
 * New accounts are confirmed at once. Sign-in is by password, reset by mail.
 */
export async function startAuth(options: AuthOptions): Promise<Auth> {
  process.env.LITE_AUTH_BCRYPT_COST = String(BCRYPT_COST);
  const mail = new AuthMail(options);
  const connection = createPostgresConnection({
    url: databaseUrl(options.databasePort, 'supabase_auth_admin'),
    postgresOptions: {
      max: 8,
      connect_timeout: 5,
      onnotice: () => undefined,
      connection: { application_name: 'auth' },
    },
  });
  const app = new App({
    connection,
    auth: {
      enabled: true,
      jwt_secret: JWT_SECRET,
      jwt_expiry: ACCESS_TOKEN_SECONDS,
      publishable_key: PUBLISHABLE_KEY,
      secret_key: SECRET_KEY,
      site_url: options.siteUrl,
      // Checked here instead, against any port of this machine.
      additional_redirect_urls: [],
      enable_signup: true,
      enable_refresh_token_rotation: true,
      refresh_token_reuse_interval: 10,
      minimum_password_length: 8,
      email: { enable_signup: true, enable_confirmations: false, otp_expiry: 3600 },
    },
    api: { external_url: options.apiUrl },
    db: { migrations: { enabled: false } },
    options: { server: { admin: false, disableStudio: true }, drivers: { email: mail } },
  });
  await app.init();
  const admin = startAuthAdmin(databaseUrl(options.databasePort), BCRYPT_COST);

  return {
    fetch: async (request) => {
      const url = new URL(request.url);
      if (url.pathname.startsWith('/auth/v1/admin/')) return admin.fetch(request);
      const wanted = url.searchParams.get('redirect_to');
      const redirect = wanted && LOCAL_PAGE.test(wanted) ? wanted : undefined;
      const response = await mailRedirects.run(redirect, () => app.fetch(request, { peerAddress: HOST }));
      if (response.status === 500) return unexpectedFailure(url.pathname);
      return redirect && url.pathname === VERIFY_PATH ? redirectTo(response, options.siteUrl, redirect) : response;
    },
    stop: async () => {
      mail.close();
      await Promise.all([admin.stop(), connection.driver.end({ timeout: 1 })]);
    },
  };
}

/** Redirects to the page that the mail was requested for, with the session in the fragment unchanged. */
function redirectTo(response: Response, siteUrl: string, page: string): Response {
  const location = response.headers.get('location');
  if (!location?.startsWith(`${siteUrl}#`)) return response;
  return new Response(null, { status: response.status, headers: { location: page + location.slice(siteUrl.length) } });
}

/** GoTrue's answer to an error of the database, most often a refusal by the sign-up trigger. */
function unexpectedFailure(pathname: string): Response {
  const msg = pathname.endsWith('/signup') ? 'Database error saving new user' : 'Unexpected failure, please check the log of the stack';
  return Response.json({ code: 500, error_code: 'unexpected_failure', msg }, { status: 500 });
}
