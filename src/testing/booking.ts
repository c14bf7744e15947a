import { vi } from 'vitest';
import type { TherapistProfile } from '@/data/therapists/therapist';
import type { ChannelListener } from '@/data/realtime/shared-channel';
import { therapist } from './people';

/** For component tests: what the database and the channel would say, at the edge of the Supabase client. */

export const THERAPIST: TherapistProfile = {
  ...therapist,
  id: '7a000000-0000-4000-8000-000000000001',
  slug: 'dr-sarah-johnson',
  headline: 'Sports & physical therapy',
  location: 'London, UK',
  sessionDurations: [30, 60],
  durations: [30, 60],
};

/** A start in Postgres' form, as `suggest_alternatives` answers it. */
export function slotRow(startsAt: string, minutes = 60, price = 80) {
  const at = new Date(startsAt);
  return {
    starts_at: at.toISOString().replace('.000Z', '+00:00'),
    ends_at: new Date(at.getTime() + minutes * 60_000).toISOString().replace('.000Z', '+00:00'),
    session_date: startsAt.slice(0, 10),
    start_time: `${startsAt.slice(11, 16)}:00`,
    price,
  };
}

/** The same starts as `get_open_starts` answers them. */
function openStarts(slots: ReturnType<typeof slotRow>[], minutes: number) {
  const starts = slots.map((slot) => Date.parse(slot.starts_at) / 1000);
  return { duration_minutes: minutes, price: slots[0]?.price ?? 80, starts };
}

/** A held, unpaid session of tomorrow week as `client_sessions` answers it, with its therapist. */
export function sessionRow(therapist: TherapistProfile) {
  return {
    id: '7a000000-0000-4000-8000-0000000000aa',
    therapist_id: therapist.id,
    client_id: '7a000000-0000-4000-8000-0000000000cc',
    client_name: 'Ana Ruiz',
    client_email: 'ana@example.test',
    client_phone: '',
    session_date: '2026-12-10',
    start_time: '14:00:00',
    time_zone: therapist.timeZone,
    starts_at: '2026-12-10T14:00:00+00:00',
    ends_at: '2026-12-10T15:00:00+00:00',
    duration_minutes: 60,
    session_type: 'Initial consultation',
    session_type_id: null,
    place: null,
    is_outside_hours: false,
    price: 80,
    currency: therapist.currency,
    notes: 'Knee pain',
    status: 'scheduled',
    payment_status: 'pending',
    hold_expires_at: '2026-12-01T12:15:00+00:00',
    cancellation_notice_hours: 24,
    late_cancel_fee_percent: 50,
    no_show_fee_percent: 100,
    payment: null,
    cancellation_reason: null,
    cancelled_at: null,
    cancelled_by: null,
    created_at: '2026-12-01T12:00:00+00:00',
    updated_at: '2026-12-01T12:00:00+00:00',
    therapist: {
      slug: therapist.slug,
      full_name: therapist.fullName,
      headline: '',
      location: therapist.location,
      time_zone: therapist.timeZone,
    },
  };
}

/** A type as the table holds it. */
export function typeRow(id: string, name: string, change: Record<string, unknown> = {}) {
  return {
    id: `7a000000-0000-4000-8000-0000000000${id}`,
    name,
    durations: [60],
    price: null,
    place: 'online',
    buffer_before_minutes: null,
    buffer_after_minutes: null,
    first_visit_only: false,
    is_active: true,
    position: 0,
    ...change,
  };
}

interface Asked {
  from: string;
  to: string;
  typeId: string;
  minutes: number;
}

/** The answers of a pretended Supabase. Tests change its fields; `requests` holds what was sent. */
export class FakeApi {
  /** The database's clock. */
  now = '2026-12-01T12:00:00Z';
  slots: ReturnType<typeof slotRow>[] = [];
  /** Whether the client's first visit is over. */
  hasVisited = false;
  /** Answers of the next inserts into client_sessions, first in, first out. A thrown error is a lost connection. */
  bookings: (() => Response)[] = [];
  rows = new Map<string, unknown[]>();
  readonly requests: { path: string; body: unknown }[] = [];

  get asked(): Asked[] {
    return this.requests
      .filter(({ path }) => path.endsWith('/rpc/get_open_starts'))
      .map(({ body }) => ({
        from: field(body, 'p_from'),
        to: field(body, 'p_to'),
        typeId: field(body, 'p_session_type_id'),
        minutes: numberField(body, 'p_duration_minutes'),
      }));
  }

  get inserted(): unknown[] {
    return this.requests.filter(({ path, body }) => path.endsWith('/client_sessions') && body !== null).map(({ body }) => body);
  }

  readonly fetch = vi.fn(async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const { pathname, searchParams } = new URL(input instanceof Request ? input.url : input);
    const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : null;
    this.requests.push({ path: pathname, body });
    await Promise.resolve();
    if (pathname.endsWith('/rpc/server_time')) return Response.json(this.now);
    if (pathname.endsWith('/rpc/has_visited')) return Response.json(this.hasVisited);
    if (pathname.endsWith('/rpc/get_open_starts')) {
      const [from, to] = [Date.parse(field(body, 'p_from')), Date.parse(field(body, 'p_to'))];
      const found = this.slots.filter((slot) => Date.parse(slot.starts_at) >= from && Date.parse(slot.starts_at) < to);
      return Response.json(openStarts(found, numberField(body, 'p_duration_minutes')));
    }
    if (pathname.endsWith('/rpc/suggest_alternatives')) {
      const distance = (slot: { starts_at: string }) => Math.abs(Date.parse(slot.starts_at) - Date.parse(field(body, 'p_starts_at')));
      return Response.json(this.slots.toSorted((a, b) => distance(a) - distance(b)).slice(0, 3));
    }
    if (pathname.endsWith('/client_sessions') && init?.method === 'POST') {
      const answer = this.bookings.shift();
      if (answer) return answer();
    }
    const wanted = searchParams.get('id')?.replace('eq.', '');
    const rows = (this.rows.get(pathname.split('/').at(-1) ?? '') ?? []).filter((row) => !wanted || field(row, 'id') === wanted);
    const single = new Headers(init?.headers).get('accept')?.includes('pgrst.object');
    return Response.json(single ? rows[0] : rows);
  });
}

function field(body: unknown, name: string): string {
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
  return typeof value === 'string' ? value : '';
}

function numberField(body: unknown, name: string): number {
  return Number(typeof body === 'object' && body !== null ? Reflect.get(body, name) : 0);
}

/** A refusal as PostgREST sends it: SQLSTATE, code in `hint`, JSON in `details`. */
export function refusal(status: number, hint: string, details: unknown = {}): Response {
  return Response.json({ code: `PT${status}`, message: `Refused: ${hint}.`, hint, details: JSON.stringify(details) }, { status });
}

/** Channels that the test speaks on instead of a server. */
export class FakeChannels {
  readonly listeners = new Map<string, ChannelListener>();

  readonly listen = (topic: string, _event: string, listener: ChannelListener): (() => void) => {
    this.listeners.set(topic, listener);
    listener.onStatus('live');
    return () => this.listeners.delete(topic);
  };
}
