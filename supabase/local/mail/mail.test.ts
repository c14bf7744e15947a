import { request } from 'node:http';
import { connect } from 'node:net';

import { createTransport } from 'nodemailer';
import type { SendMailOptions } from 'nodemailer';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';

import { Inbox } from './inbox.ts';
import { startMail } from './server.ts';
import type { Mail } from './server.ts';

const message = z.object({
  id: z.string(),
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  text: z.string(),
  html: z.string().nullable(),
  links: z.array(z.string()),
  attachments: z.array(z.object({ filename: z.string(), contentType: z.string(), size: z.number(), path: z.string() })),
});

let mail: Mail;

beforeAll(async () => {
  mail = await startMail({ smtpPort: 0, inboxPort: 0 });
});
afterAll(() => mail.stop());
beforeEach(() => fetch(`${mail.inboxUrl}/api/messages`, { method: 'DELETE' }));

async function send(options: SendMailOptions): Promise<void> {
  const transport = createTransport({ host: '127.0.0.1', port: mail.smtpPort, ignoreTLS: true });
  await transport.sendMail({ from: 'Peer Care <hello@peer-care.test>', ...options });
  transport.close();
}

const get = (path: string) => fetch(`${mail.inboxUrl}${path}`);
const inbox = async (query = '') => z.array(message).parse(await (await get(`/api/messages${query}`)).json());

it('the inbox lists mail newest first, and finds it by recipient in any letter case', async () => {
  await send({ to: 'Ann <ann@demo.test>', subject: 'First', text: 'Open https://app.test/a?x=1&y=2.' });
  await send({
    to: 'bob@demo.test',
    bcc: 'ANN@demo.test',
    subject: 'Zweite – grüße 🌿',
    html: '<a href="https://app.test/b?x=1&amp;y=2">go</a>',
  });
  expect((await inbox()).map(({ subject }) => subject)).toEqual(['Zweite – grüße 🌿', 'First']);
  expect((await inbox('?to=Bob@Demo.test')).map(({ subject }) => subject)).toEqual(['Zweite – grüße 🌿']);
  const [second, first] = await inbox('?to=ann@demo.test');
  expect(first).toMatchObject({ to: ['ann@demo.test'], html: null, links: ['https://app.test/a?x=1&y=2'] });
  expect(second?.links).toEqual(['https://app.test/b?x=1&y=2']);
  expect(await (await get(`/api/messages/${first?.id}`)).json()).toMatchObject({ subject: 'First' });
});

it('the inbox is emptied on request, and a deleted message gets 404', async () => {
  await send({ to: 'ann@demo.test', subject: 'Gone soon', text: '-' });
  const [gone] = await inbox();
  expect((await fetch(`${mail.inboxUrl}/api/messages`, { method: 'DELETE' })).status).toBe(204);
  expect(await inbox()).toEqual([]);
  expect((await get(`/api/messages/${gone?.id}`)).status).toBe(404);
  expect((await get(`/messages/${gone?.id}`)).status).toBe(404);
});

it('the inbox shows a hostile message without running its scripts', async () => {
  await send({
    to: 'ann@demo.test',
    subject: '<script>alert(1)</script>',
    text: '<img src=x onerror=alert(1)> https://app.test/reset',
    html: '<script>alert(1)</script><p>Hello</p>',
  });
  const [{ id } = { id: '' }] = await inbox();
  const page = await (await get(`/messages/${id}?view=text`)).text();
  expect(page).not.toContain('<script>alert');
  expect(page).not.toContain('<img');
  expect(page).toContain('<a href="https://app.test/reset" target="_blank" rel="noopener noreferrer">');
  const frame = await get(`/messages/${id}/html`);
  const policy = frame.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toMatch(/(^|; )sandbox /);
  expect(policy).not.toContain('allow-scripts');
  expect(policy).not.toContain('script-src');
});

it('the inbox offers attachments as downloads only', async () => {
  await send({
    to: 'ann@demo.test',
    subject: 'Your session',
    text: 'See the file.',
    attachments: [{ filename: 'session.ics', content: 'BEGIN:VCALENDAR', contentType: 'text/calendar' }],
  });
  const [attachment] = (await inbox())[0]?.attachments ?? [];
  expect(attachment).toMatchObject({ filename: 'session.ics', size: 15 });
  const file = await get(attachment?.path ?? '');
  expect(file.headers.get('content-disposition')).toContain('attachment');
  expect(await file.text()).toBe('BEGIN:VCALENDAR');
});

it('the inbox notifies an open page of new mail', async () => {
  const response = await get('/events');
  const reader = response.body?.getReader();
  await reader?.read();
  await send({ to: 'ann@demo.test', subject: 'Now', text: '-' });
  const { value } = (await reader?.read()) ?? {};
  expect(new TextDecoder().decode(value)).toContain('data: change');
  await reader?.cancel();
});

it('the inbox refuses a request for a host name that is not local', async () => {
  const status = await new Promise((resolve, reject) => {
    request(`${mail.inboxUrl}/api/messages`, { headers: { host: 'attacker.test' } }, (res) => {
      resolve(res.statusCode);
      res.resume();
    })
      .on('error', reject)
      .end();
  });
  expect(status).toBe(403);
});

it('the mail server goes on after a sender disconnects in the middle of a message', async () => {
  await new Promise<void>((resolve) => {
    const socket = connect(mail.smtpPort, '127.0.0.1', () => {
      socket.write('EHLO x\r\nMAIL FROM:<a@b.test>\r\nRCPT TO:<c@d.test>\r\nDATA\r\nSubject: half');
      setTimeout(() => (socket.destroy(), resolve()), 50);
    });
  });
  await send({ to: 'ann@demo.test', subject: 'Still here', text: '-' });
  expect((await inbox()).map(({ subject }) => subject)).toEqual(['Still here']);
});

it('the inbox keeps the last 500 messages', async () => {
  const full = new Inbox();
  for (let n = 0; n < 505; n++) await full.receive(Buffer.from(`Subject: ${n}\r\n\r\n-`), ['c@d.test']);
  const subjects = full.list().map(({ subject }) => subject);
  expect(subjects).toHaveLength(500);
  expect([subjects[0], subjects[499]]).toEqual(['504', '5']);
});
