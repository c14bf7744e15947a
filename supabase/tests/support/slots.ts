import type { TransactionSql } from 'postgres';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Today is the day on which the test file began, also when the test runs past midnight. */
const TODAY = Math.floor(Date.now() / DAY) * DAY;

/** Midnight in UTC, this many days from today, as milliseconds. */
export const dayFromNow = (days: number): number => TODAY + days * DAY;

export const iso = (instant: number): string => new Date(instant).toISOString();

/** The starts that get_available_slots lists in [from, to) for the caller of the moment, in milliseconds. */
export async function listed(
  sql: TransactionSql,
  therapist: string,
  from: number,
  to: number,
  minutes: number | null = null,
): Promise<number[]> {
  const rows = await sql<{ starts_at: Date }[]>`
    select starts_at from public.get_available_slots(${therapist}, ${iso(from)}, ${iso(to)}, ${minutes})`;
  return rows.map((row) => row.starts_at.getTime());
}

/** The same question in the compact form that calendars ask: its starts in milliseconds, and what they share. */
export async function openListed(sql: TransactionSql, therapist: string, from: number, to: number, minutes: number | null = null) {
  const [row] = await sql<{ duration_minutes: number; price: string; starts: string[] }[]>`
    select * from public.get_open_starts(${therapist}, ${iso(from)}, ${iso(to)}, ${minutes})`;
  if (!row) throw new Error('get_open_starts answers one row');
  return { ...row, starts: row.starts.map((start) => Number(start) * 1000) };
}

/** The rule itself at a chosen instant `now`, which no client can choose: for limits that are exact to the second. */
export async function openStarts(
  sql: TransactionSql,
  therapist: string,
  { from, to, minutes, now }: { from: number; to: number; minutes: number; now: number },
): Promise<number[]> {
  const rows = await sql<{ start: Date }[]>`
    select s as start from public.therapist_profiles as p,
      private.open_starts(private.terms_for(p, null, null, ${minutes}), ${iso(from)}, ${iso(to)}, null, null, ${iso(now)}) as s
    where p.id = ${therapist}`;
  return rows.map((row) => row.start.getTime());
}

/** Why the rule refuses a start at a chosen `now`, or null. */
export async function slotRefusal(
  sql: TransactionSql,
  therapist: string,
  { start, minutes, now }: { start: number; minutes: number; now: number },
): Promise<string | null> {
  const [row] = await sql<{ code: string | null }[]>`
    select private.slot_refusal(private.terms_for(p, null, null, ${minutes}), ${iso(start)}, null, null, ${iso(now)}) as code
    from public.therapist_profiles as p where p.id = ${therapist}`;
  return row?.code ?? null;
}

/** What explain_slot says of each start, in order. */
export async function explained(
  sql: TransactionSql,
  therapist: string,
  starts: number[],
  minutes: number | null = null,
): Promise<string[]> {
  const rows = await sql<{ code: string }[]>`
    select public.explain_slot(${therapist}, s::timestamptz, ${minutes}) as code
    from unnest(${starts.map(iso)}::text[]) with ordinality as w (s, place) order by place`;
  return rows.map((row) => row.code);
}

/**
 * What inserting each start would answer for the client who is acting: BOOKABLE or the reason code. Really inserts,
 * one start after the other, and undoes each.
 */
export async function inserted(sql: TransactionSql, therapist: string, starts: number[], minutes: number): Promise<string[]> {
  const question = JSON.stringify({ therapist, minutes, starts: starts.map(iso) });
  await sql`select set_config('test.question', ${question}, true)`;
  await sql`
    do $$
    declare
      q constant jsonb := current_setting('test.question')::jsonb;
      answers text[] := '{}';
      code text;
      start text;
    begin
      for start in select jsonb_array_elements_text(q -> 'starts') loop
        begin
          insert into public.client_sessions (therapist_id, starts_at, duration_minutes)
          values ((q ->> 'therapist')::uuid, start::timestamptz, (q ->> 'minutes')::integer);
          raise exception using errcode = 'UNDO1';
        exception
          when sqlstate 'UNDO1' then answers := answers || 'BOOKABLE'::text;
          when others then
            get stacked diagnostics code = pg_exception_hint;
            answers := answers || coalesce(nullif(code, ''), sqlstate);
        end;
      end loop;
      perform set_config('test.answers', to_jsonb(answers)::text, true);
    end $$`;
  const [row] = await sql<{ answers: string[] }[]>`select current_setting('test.answers')::jsonb as answers`;
  return row?.answers ?? [];
}

/** Instants from `from` to `to`, exclusive, every `step` milliseconds. */
export const every = (step: number, from: number, to: number): number[] =>
  Array.from({ length: Math.ceil((to - from) / step) }, (_, index) => from + index * step);

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Cached, because making a formatter takes longer than using it a hundred times. */
function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  clocks.set(timeZone, made);
  return made;
}

/** Wall clock of an instant in a zone, as Node's own time zone data has it: 0 = Sunday, and minutes since midnight. */
export function wallClock(instant: number, timeZone: string): { day: number; minutes: number; text: string } {
  const parts = clockOf(timeZone).formatToParts(instant);
  const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? '';
  return {
    day: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'].indexOf(part('weekday')),
    minutes: Number(part('hour')) * 60 + Number(part('minute')),
    text: `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}`,
  };
}

/** Offset from UTC in minutes. */
function offsetMinutes(instant: number, timeZone: string): number {
  const { text } = wallClock(instant, timeZone);
  return (Date.parse(`${text.replace(' ', 'T')}:00Z`) - Math.floor(instant / MINUTE) * MINUTE) / MINUTE;
}

/** The next change of a zone's clocks after a week from now: the instant, and by how many minutes they move. */
export function nextClockChange(timeZone: string, direction: 'forward' | 'back'): { at: number; by: number } {
  const first = dayFromNow(7);
  for (let day = first; day < first + 400 * DAY; day += DAY) {
    const by = offsetMinutes(day + DAY, timeZone) - offsetMinutes(day, timeZone);
    if (by === 0 || by > 0 !== (direction === 'forward')) continue;
    const before = offsetMinutes(day, timeZone);
    const at = every(MINUTE, day, day + DAY + MINUTE).find((instant) => offsetMinutes(instant, timeZone) !== before);
    if (at !== undefined) return { at, by };
  }
  throw new Error(`${timeZone} does not change its clocks`);
}
