import { screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { renderApp } from '@/testing/render';
import { TherapistList } from './TherapistList';

const ROW = {
  id: '7a000000-0000-4000-8000-000000000001',
  slug: 'dr-sarah-johnson',
  full_name: 'Dr. Sarah Johnson',
  headline: 'Sports & physical therapy',
  specialties: ['Sports injuries', 'Running'],
  languages: ['English'],
  location: 'London, UK',
  time_zone: 'Europe/London',
  hourly_rate: 80,
  currency: 'GBP',
  is_verified: true,
  is_accepting_clients: true,
  default_duration_minutes: 60,
  next_available_at: '2026-12-10T14:00:00+00:00',
  total_count: 60,
};

/** The directory's requests, and what it answers. */
let asked: { p_search: string; p_offset: number }[] = [];
let answer: () => Response = () => Response.json([ROW]);

beforeEach(() => {
  asked = [];
  answer = () => Response.json([ROW]);
  sessionStorage.setItem('pcc.zone', 'America/New_York');
  vi.stubGlobal('fetch', async (input: RequestInfo | URL, init?: RequestInit) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    if (!pathname.endsWith('/rpc/list_therapists')) return Response.json([]);
    asked.push(JSON.parse(typeof init?.body === 'string' ? init.body : '{}'));
    return answer();
  });
});

const show = (at = '/therapists') => renderApp(<TherapistList />, { at });
const address = () => screen.getByTestId('address').textContent;

it('TherapistList shows name, work, price, verification and the next free time in the viewer’s zone', async () => {
  show();
  const card = await screen.findByRole('article');
  expect(screen.getByRole('link', { name: 'Dr. Sarah Johnson' })).toHaveAttribute('href', '/therapists/dr-sarah-johnson');
  for (const words of ['Verified', '£80/hour', 'Running', 'London, UK', 'Next free', 'in New York']) expect(card).toHaveTextContent(words);
  expect(card.textContent).toMatch(/\b0?9:00/);
});

it('TherapistList searches after the last key and keeps the search in the address', async () => {
  const { user } = show('/therapists?page=2');
  await user.type(await screen.findByRole('searchbox'), 'sleep');
  await waitFor(() => expect(address()).toBe('/therapists?q=sleep'));
  await waitFor(() => expect(asked.at(-1)).toMatchObject({ p_search: 'sleep', p_offset: 0 }));
  expect(asked.map(({ p_search }) => p_search)).not.toContain('slee');
});

it('TherapistList has links from page to page', async () => {
  const { user } = show('/therapists?q=a');
  await user.click(await screen.findByRole('link', { name: 'Next' }));
  expect(address()).toBe('/therapists?q=a&page=2');
  await waitFor(() => expect(asked.at(-1)).toMatchObject({ p_offset: 24 }));
});

it('TherapistList says what to do when it finds no therapist', async () => {
  answer = () => Response.json([]);
  show('/therapists?q=zzz');
  expect(await screen.findByText('Nobody found for “zzz”')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Show everybody' })).toHaveAttribute('href', '/therapists');
});

it('TherapistList shows an error and loads again when it could not be loaded', async () => {
  answer = () => Response.json({ code: '57014', message: 'canceling statement', details: null, hint: null }, { status: 504 });
  const { user } = show();
  const retry = await screen.findByRole('button', { name: 'Try again' });
  answer = () => Response.json([ROW]);
  await user.click(retry);
  expect(await screen.findByRole('article')).toBeVisible();
});
