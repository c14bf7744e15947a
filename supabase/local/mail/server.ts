import { createServer } from 'node:http';

import { Inbox } from './inbox.ts';
import { listenForMail } from './smtp.ts';
import { answerInbox } from './web.ts';

export interface Mail {
  smtpPort: number;
  /** The page for people, and below it `/api/messages` for programs. */
  inboxUrl: string;
  stop(): Promise<void>;
}

/**
 * The mail of the embedded stack: an SMTP server that keeps what it gets, and a page to read it.
 * Both on 127.0.0.1; port 0 asks for a free one. Rejects when a port is taken.
 */
export async function startMail(options: { smtpPort: number; inboxPort: number }): Promise<Mail> {
  const inbox = new Inbox();
  const smtp = await listenForMail(options.smtpPort, inbox);
  const web = createServer((req, res) => {
    answerInbox(inbox, req, res).catch(() => res.destroy());
  });
  try {
    await new Promise<void>((resolve, reject) => {
      web.once('error', reject);
      web.listen(options.inboxPort, '127.0.0.1', resolve);
    });
  } catch (error) {
    await smtp.stop();
    throw error;
  }
  const address = web.address();
  const port = typeof address === 'object' && address ? address.port : options.inboxPort;
  return {
    smtpPort: smtp.port,
    inboxUrl: `http://127.0.0.1:${port}`,
    async stop() {
      web.closeAllConnections();
      await Promise.all([smtp.stop(), new Promise((resolve) => web.close(resolve))]);
    },
  };
}
