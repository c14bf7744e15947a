import { AsyncLocalStorage } from 'node:async_hooks';

import type { EmailDriver, EmailMessage } from '@supabase/lite';
import { createTransport } from 'nodemailer';

import { HOST } from '../base/config.ts';

/** The `redirect_to` of the request being answered, when it is one this stack allows. */
export const mailRedirects = new AsyncLocalStorage<string | undefined>();

export interface AuthMailOptions {
  smtpPort: number;
  siteUrl: string;
  apiUrl: string;
}

/**
 * Sends Auth's mail to the local inbox. Lite's links start with the app's address and lack the requested page. They are
 * changed to lead to the API and from there to that page, as GoTrue's do.
 */
export class AuthMail implements EmailDriver {
  readonly #transport;
  readonly #options: AuthMailOptions;

  constructor(options: AuthMailOptions) {
    this.#options = options;
    this.#transport = createTransport({ host: HOST, port: options.smtpPort, secure: false, ignoreTLS: true });
  }

  async send({ to, subject, text, html }: EmailMessage): Promise<void> {
    await this.#transport.sendMail({
      from: { name: 'Peer Care Connect', address: 'no-reply@peer-care-connect.test' },
      to,
      subject,
      ...(text ? { text: this.#withApiLinks(text) } : {}),
      ...(html ? { html: this.#withApiLinks(html) } : {}),
    });
  }

  #withApiLinks(body: string): string {
    const { siteUrl, apiUrl } = this.#options;
    const redirect = mailRedirects.getStore();
    const linked = body.replaceAll(`${siteUrl}/auth/v1/verify`, `${apiUrl}/auth/v1/verify`);
    const home = `redirect_to=${encodeURIComponent(siteUrl)}`;
    return redirect ? linked.replaceAll(home, `redirect_to=${encodeURIComponent(redirect)}`) : linked;
  }

  close(): void {
    this.#transport.close();
  }
}
