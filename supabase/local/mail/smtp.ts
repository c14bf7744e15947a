import { SMTPServer } from 'smtp-server';

import type { Inbox } from './inbox.ts';

const MAX_MESSAGE_BYTES = 10 * 1024 * 1024;

/** An SMTP server on 127.0.0.1 that takes every message into the inbox. Resolves with its port; 0 asks for a free one. */
export async function listenForMail(port: number, inbox: Inbox): Promise<{ port: number; stop(): Promise<void> }> {
  const smtp = new SMTPServer({
    name: 'peer-care-connect.local',
    banner: 'local inbox, nothing is sent on',
    authOptional: true,
    // A program configured for its real provider may sign in with any name and password.
    allowInsecureAuth: true,
    onAuth: (auth, _session, done) => done(null, { user: auth.username ?? '' }),
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    size: MAX_MESSAGE_BYTES,
    closeTimeout: 500,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => {
        if (!stream.sizeExceeded) chunks.push(chunk);
      });
      stream.on('end', () => {
        if (stream.sizeExceeded) return done(refusal('The message is larger than 10 MB', 552));
        const recipients = session.envelope.rcptTo.map(({ address }) => address);
        inbox.receive(Buffer.concat(chunks), recipients).then(
          () => done(),
          () => done(refusal('The message could not be read', 554)),
        );
      });
    },
  });
  // A client that disconnects in the middle of a message is no error of the server.
  smtp.on('error', () => undefined);
  await new Promise<void>((resolve, reject) => {
    smtp.server.once('error', reject);
    smtp.listen(port, '127.0.0.1', resolve);
  });
  const address = smtp.server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    stop: () => new Promise((resolve) => smtp.close(resolve)),
  };
}

function refusal(message: string, responseCode: number): Error {
  return Object.assign(new Error(message), { responseCode });
}
