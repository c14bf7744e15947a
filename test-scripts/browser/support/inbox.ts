import { expect, inject } from 'vitest';
import { z } from 'zod';

const messages = z.array(z.object({ subject: z.string(), links: z.array(z.string()) }));

/** The first link of the newest mail to an address, once it has arrived. */
export async function linkMailedTo(email: string): Promise<string> {
  let link: string | undefined;
  await expect
    .poll(
      async () => {
        const answer = await fetch(`${inject('stack').inboxUrl}/api/messages?to=${encodeURIComponent(email)}`);
        link = messages.parse(await answer.json())[0]?.links[0];
        return link;
      },
      { timeout: 10_000 },
    )
    .toBeTruthy();
  return link ?? '';
}
