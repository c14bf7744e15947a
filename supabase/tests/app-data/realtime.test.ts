// @vitest-environment jsdom
import { randomUUID } from 'node:crypto';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, renderHook, waitFor } from '@testing-library/react';
import { createElement, type ReactNode } from 'react';
import { afterEach, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { WebSocket } from 'ws';

import { booked } from '../support/booking.ts';
import { inHours, newClient, newTherapist, PASSWORD, type Person } from '../support/people.ts';
import { database } from '../support/sql.ts';

// jsdom's own WebSocket dispatches events that Node does not take for events.
Reflect.set(globalThis, 'WebSocket', WebSocket);
// Several people in one process look to Auth like one browser with several clients, and it says so each time.
vi.spyOn(console, 'warn').mockImplementation(() => undefined);

async function hooks() {
  vi.stubEnv('VITE_SUPABASE_URL', inject('stack').apiUrl);
  vi.stubEnv('VITE_SUPABASE_ANON_KEY', inject('stack').publishableKey);
  return {
    ...(await import('@/lib/supabase')),
    ...(await import('@/data/availability/use-available-slots')),
    ...(await import('@/data/availability/use-availability-channel')),
    ...(await import('@/data/session-types/use-session-types')),
    ...(await import('@/data/sessions/use-session')),
    ...(await import('@/data/sessions/use-book-session')),
    ...(await import('@/data/sessions/use-sessions-channel')),
    ...(await import('@/data/sessions/use-server-clock')),
  };
}

function inPage() {
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const wrapper = ({ children }: { children: ReactNode }) => createElement(QueryClientProvider, { client: queryClient }, children);
  return { queryClient, wrapper };
}

describe('screens with live changes', () => {
  let therapist: Person;
  let john: Person;
  let ana: Person;
  beforeAll(async () => {
    therapist = await newTherapist('Sarah Johnson');
    john = await newClient('John Smith');
    ana = await newClient('Ana Ruiz');
  });
  afterEach(async () => {
    cleanup();
    vi.unstubAllGlobals();
    const { supabase } = await hooks();
    await supabase.auth.signOut();
  });

  const range = () => ({ therapistId: therapist.id, from: inHours(24), to: inHours(240), durationMinutes: 60 });

  it('a visitor’s calendar loses a booked time within a second, over one shared channel', async () => {
    const { supabase, useAvailableSlots, useAvailabilityChannel } = await hooks();
    const { wrapper } = inPage();
    const asked = range();
    const first = renderHook(() => ({ slots: useAvailableSlots(asked), channel: useAvailabilityChannel(therapist.id) }), { wrapper });
    const second = renderHook(() => useAvailabilityChannel(therapist.id), { wrapper });
    await waitFor(() => expect(first.result.current.channel.status).toBe('live'), { timeout: 5_000 });
    await waitFor(() => expect(second.result.current.status).toBe('live'));
    expect(supabase.getChannels()).toHaveLength(1);

    const startsAt = inHours(48);
    const starts = () => first.result.current.slots.data?.map((slot) => slot.startsAt);
    await waitFor(() => expect(starts()).toContain(startsAt));
    await booked(john.api, { therapist_id: therapist.id, starts_at: startsAt, duration_minutes: 60 });
    await waitFor(() => expect(starts()).not.toContain(startsAt), { timeout: 1_000 });
    expect(first.result.current.channel.lastChange).toMatchObject({ from: startsAt, to: inHours(49) });

    second.unmount();
    await booked(john.api, { therapist_id: therapist.id, starts_at: inHours(50), duration_minutes: 60 });
    await waitFor(() => expect(starts()).not.toContain(inHours(50)), { timeout: 1_000 });
    first.unmount();
    await waitFor(() => expect(supabase.getChannels()).toHaveLength(0), { timeout: 3_000 });
  });

  it('a visitor’s calendar follows a new session type and a day off', async () => {
    const maya = await newTherapist('Maya Chen');
    const { useAvailableSlots, useAvailabilityChannel, useSessionTypes } = await hooks();
    const { wrapper } = inPage();
    const asked = { ...range(), therapistId: maya.id };
    const page = renderHook(
      () => ({ slots: useAvailableSlots(asked), types: useSessionTypes(maya.id), channel: useAvailabilityChannel(maya.id) }),
      { wrapper },
    );
    const startsAt = inHours(72);
    const listed = () => page.result.current.slots.data?.find((slot) => slot.startsAt === startsAt);
    await waitFor(() => expect(page.result.current.channel.status).toBe('live'), { timeout: 5_000 });
    await waitFor(() => expect(listed()?.price).toBe(80));
    expect(page.result.current.types.data).toEqual([]);

    await maya.api.from('session_types').insert({ name: 'Assessment', durations: [60], price: 95, place: 'in_person' });
    await waitFor(() => expect(page.result.current.types.data).toMatchObject([{ name: 'Assessment', place: 'in_person' }]), {
      timeout: 1_000,
    });
    await waitFor(() => expect(listed()?.price).toBe(95), { timeout: 1_000 });

    const date = startsAt.slice(0, 10);
    await maya.api.from('availability_overrides').insert({ starts_on: date, ends_on: date });
    await waitFor(() => expect(listed()).toBeUndefined(), { timeout: 1_000 });
  });

  it('a client sees their session become paid without a reload', async () => {
    const { supabase, useSession, useSessionsChannel } = await hooks();
    const { wrapper } = inPage();
    const session = await booked(ana.api, { therapist_id: therapist.id, starts_at: inHours(72), duration_minutes: 60 });
    await supabase.auth.signInWithPassword({ email: ana.email, password: PASSWORD });
    const page = renderHook(() => ({ session: useSession(session.id), channel: useSessionsChannel(ana.id) }), { wrapper });
    await waitFor(() => expect(page.result.current.channel.status).toBe('live'), { timeout: 5_000 });
    await waitFor(() => expect(page.result.current.session.data?.status).toBe('scheduled'));
    await database()`update client_sessions set status = 'confirmed', payment_status = 'paid' where id = ${session.id}`;
    await waitFor(() => expect(page.result.current.session.data).toMatchObject({ status: 'confirmed', paymentStatus: 'paid' }), {
      timeout: 2_000,
    });
  });

  it('a stranger cannot listen to another person’s sessions', async () => {
    const { supabase, useSessionsChannel } = await hooks();
    const { wrapper } = inPage();
    await supabase.auth.signInWithPassword({ email: ana.email, password: PASSWORD });
    vi.spyOn(console, 'info').mockImplementation(() => undefined);
    const page = renderHook(() => useSessionsChannel(john.id), { wrapper });
    await new Promise((done) => setTimeout(done, 1_500));
    expect(page.result.current.status).toBe('connecting');
  });

  it('changes missed while the connection was down are fetched after it', async () => {
    const { supabase, useAvailableSlots, useAvailabilityChannel } = await hooks();
    const { wrapper } = inPage();
    const asked = range();
    vi.spyOn(console, 'info').mockImplementation(() => undefined);
    const page = renderHook(() => ({ slots: useAvailableSlots(asked), channel: useAvailabilityChannel(therapist.id) }), { wrapper });
    const starts = () => page.result.current.slots.data?.map((slot) => slot.startsAt);
    await waitFor(() => expect(page.result.current.channel.status).toBe('live'), { timeout: 5_000 });
    await waitFor(() => expect(starts()).toContain(inHours(96)));

    await supabase.realtime.disconnect();
    await waitFor(() => expect(page.result.current.channel.status).toBe('connecting'), { timeout: 5_000 });
    await booked(john.api, { therapist_id: therapist.id, starts_at: inHours(96), duration_minutes: 60 });
    expect(starts()).toContain(inHours(96));
    supabase.realtime.connect();
    await waitFor(() => expect(starts()).not.toContain(inHours(96)), { timeout: 15_000 });
    expect(page.result.current.channel.status).toBe('live');
  });

  it('a booking whose answer was lost is sent again with the same id, and succeeds', async () => {
    const { supabase, useBookSession } = await hooks();
    const { wrapper } = inPage();
    await supabase.auth.signInWithPassword({ email: ana.email, password: PASSWORD });
    const real = globalThis.fetch;
    const sent: unknown[] = [];
    vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
      const answer = await real(url, init);
      if (init?.method !== 'POST' || !url.includes('client_sessions')) return answer;
      sent.push(init.body);
      if (sent.length === 1) throw new TypeError('Failed to fetch');
      return answer;
    });
    const page = renderHook(() => useBookSession(), { wrapper });
    const id = randomUUID();
    await act(async () => {
      const session = await page.result.current.mutateAsync({ id, therapistId: therapist.id, startsAt: inHours(120), durationMinutes: 60 });
      expect(session.id).toBe(id);
    });
    expect(sent).toHaveLength(2);
    expect(sent[1]).toBe(sent[0]);
  });

  it('the database’s clock corrects a machine that is a day off', async () => {
    const { useServerClock } = await hooks();
    const { wrapper } = inPage();
    const real = Date.now;
    vi.spyOn(Date, 'now').mockImplementation(() => real() - 86_400_000);
    const began = performance.now();
    const page = renderHook(() => useServerClock(), { wrapper });
    await waitFor(() => expect(page.result.current.offsetMs).not.toBe(0));
    const shown = page.result.current.now().getTime();
    vi.restoreAllMocks();
    // Off by half the way there and back at most, however slow both are.
    expect(Math.abs(shown - Date.now())).toBeLessThanOrEqual(Math.ceil(performance.now() - began));
  });
});
