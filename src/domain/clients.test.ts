import { expect, it } from 'vitest';
import { clientsOf } from './clients';
import type { ClientFacts } from './clients';

const session = (facts: Partial<ClientFacts>): ClientFacts => ({
  clientId: null,
  clientName: 'Ana Ruiz',
  clientEmail: '',
  clientPhone: '',
  startsAt: '2026-12-01T10:00:00.000Z',
  counts: true,
  ...facts,
});

it('a therapist’s clients are listed once each, by name, as in their latest session', () => {
  const clients = clientsOf([
    session({ clientId: 'tom', clientName: 'Tom Bailey', clientEmail: 'tom@demo.test', clientPhone: '1' }),
    session({
      clientId: 'tom',
      clientName: 'Tom B. Bailey',
      clientEmail: 'tom@demo.test',
      clientPhone: '2',
      startsAt: '2026-12-08T10:00:00.000Z',
    }),
    session({ clientName: 'Ana Ruiz' }),
    session({ clientName: ' ana ruiz', startsAt: '2026-11-01T10:00:00.000Z' }),
  ]);
  expect(clients).toEqual([
    { id: null, name: 'Ana Ruiz', email: '', phone: '', lastSession: '2026-12-01T10:00:00.000Z' },
    { id: 'tom', name: 'Tom B. Bailey', email: 'tom@demo.test', phone: '2', lastSession: '2026-12-08T10:00:00.000Z' },
  ]);
});

it('a guest with an account’s email is the same client', () => {
  const clients = clientsOf([
    session({ clientName: 'Tom', clientEmail: 'Tom@demo.test', startsAt: '2026-12-20T10:00:00.000Z' }),
    session({ clientId: 'tom', clientName: 'Tom Bailey', clientEmail: 'tom@demo.test' }),
  ]);
  expect(clients).toEqual([{ id: 'tom', name: 'Tom Bailey', email: 'tom@demo.test', phone: '', lastSession: '2026-12-20T10:00:00.000Z' }]);
});

it('clients with one name and different emails are different clients', () => {
  const clients = clientsOf([session({ clientEmail: 'a@demo.test' }), session({ clientEmail: 'b@demo.test' }), session({})]);
  expect(clients).toHaveLength(3);
});

it('a cancelled session is not a client’s latest one', () => {
  const clients = clientsOf([session({ counts: false, startsAt: '2026-12-24T10:00:00.000Z' }), session({})]);
  expect(clients.map((client) => client.lastSession)).toEqual(['2026-12-01T10:00:00.000Z']);
  expect(clientsOf([session({ counts: false })])[0]?.lastSession).toBeNull();
});
