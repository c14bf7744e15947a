/**
 * What the first screen of a page asks for, said without any code of the app: index.html asks before that code is there (see
 * first-load/early.js), and the same request of the app then takes the answer.
 */

/** The columns of a therapist's public profile. */
export const THERAPIST_COLUMNS =
  'id, slug, full_name, headline, bio, specialties, languages, location, time_zone, hourly_rate, currency, default_duration_minutes, session_durations, slot_interval_minutes, buffer_before_minutes, buffer_after_minutes, min_notice_minutes, booking_window_days, cancellation_notice_hours, late_cancel_fee_percent, no_show_fee_percent, max_sessions_per_day, requires_payment, is_accepting_clients, is_verified';

export const THERAPISTS_PER_PAGE = 24;

/** What says who is signed in: the profile of either role. */
export const IDENTITY_COLUMNS = 'id, full_name, time_zone';

export interface EarlyRequest {
  /** What the path and the search of the page's address match; its first group stands for $1 in `path`, the signed-in one's id for $user. */
  address: string;
  /** For people who are signed in; left out: only for those who are not. */
  signedIn?: true;
  /** Behind the address of Supabase, as supabase-js writes it. */
  path: string;
  /** Of a POST, as supabase-js writes it. */
  body?: string;
}

const asked = (columns: string) => encodeURIComponent(columns.replaceAll(' ', ''));
const identity = (table: string): EarlyRequest => ({
  address: '^/(booking|payments|checkout|receipts)\\b',
  signedIn: true,
  path: `/rest/v1/${table}?select=${asked(IDENTITY_COLUMNS)}&id=eq.$user`,
});

/** A function, so that the app, which needs the constants alone, does not carry it. */
export const earlyRequests = (): EarlyRequest[] => [
  identity('therapist_profiles'),
  identity('client_profiles'),
  { address: '^/therapists/([\\w-]+)(\\?|$)', path: `/rest/v1/therapist_profiles?select=${asked(THERAPIST_COLUMNS)}&slug=eq.$1` },
  {
    address: '^/therapists/?$',
    path: '/rest/v1/rpc/list_therapists',
    body: JSON.stringify({ p_search: '', p_limit: THERAPISTS_PER_PAGE, p_offset: 0 }),
  },
];
