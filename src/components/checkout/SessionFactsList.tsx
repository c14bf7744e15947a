import { CalendarDays, CreditCard, MapPin, MessageSquare, Phone, UserRound, Video } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Session } from '@/data/sessions/session';
import { formatDay, formatDuration, formatRange, type FormatOptions } from '@/domain/format';
import { whereText } from '@/domain/place';
import { formatMoney } from '@/domain/price';
import { localDate, offsetAt, zoneCity } from '@/domain/time-zone';

interface SessionFactsListProps {
  session: Session;
  zone: string;
  format: FormatOptions;
}

const PLACE_ICONS = { in_person: MapPin, online: Video, phone: Phone };

/** What, with whom, when on both clocks, where, and for how much. */
export function SessionFactsList({ session, zone, format }: SessionFactsListProps) {
  const { startsAt, endsAt, timeZone } = session;
  const at = new Date(startsAt);
  const differ = offsetAt(at, zone) !== offsetAt(at, timeZone);
  const otherDay = localDate(at, zone) === localDate(at, timeZone) ? '' : `${formatDay(at, timeZone, format)}, `;
  return (
    <dl className="grid gap-4 wrap-anywhere">
      <Fact icon={UserRound} name="With">
        <span className="font-serif text-[1.25rem] leading-7 font-[520]">{session.therapistName}</span>
        <Detail>
          {session.sessionType} · {formatDuration(session.durationMinutes)}
        </Detail>
      </Fact>
      <Fact icon={CalendarDays} name="When">
        {formatDay(at, zone, { ...format, long: true })}, {formatRange(startsAt, endsAt, zone, format)}
        <Detail>
          {zoneCity(zone)}
          {differ && ` · ${otherDay}${formatRange(startsAt, endsAt, timeZone, format)} in ${zoneCity(timeZone)}`}
        </Detail>
      </Fact>
      <Fact icon={PLACE_ICONS[session.place ?? 'in_person']} name="Where">
        {whereText(session) || 'Your therapist will tell you where'}
      </Fact>
      {session.notes && (
        <Fact icon={MessageSquare} name="Your notes">
          <span className="block text-[15px] wrap-anywhere whitespace-pre-line text-muted">{session.notes}</span>
        </Fact>
      )}
      <Fact icon={CreditCard} name="Price">
        <span className="font-serif text-[1.25rem] font-[520]">{formatMoney(session.price, session.currency)}</span>
      </Fact>
    </dl>
  );
}

function Fact({ icon: Icon, name, children }: { icon: typeof MapPin; name: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[1.25rem_minmax(0,1fr)] gap-x-3">
      <dt className="pt-0.5">
        <Icon aria-hidden className="size-[1.125rem] text-muted" />
        <span className="sr-only">{name}</span>
      </dt>
      <dd className="font-medium">{children}</dd>
    </div>
  );
}

function Detail({ children }: { children: ReactNode }) {
  return <span className="block text-sm font-normal text-muted">{children}</span>;
}
