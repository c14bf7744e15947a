import { Clock, Globe, MapPin } from 'lucide-react';
import { Link } from 'react-router-dom';
import { Avatar } from '@/components/ui/Avatar';
import { Badge } from '@/components/ui/Badge';
import { Card } from '@/components/ui/Card';
import { Skeleton } from '@/components/ui/Skeleton';
import type { TherapistCard as Listing } from '@/data/therapists/use-therapists';
import { formatTime, relativeDay, type FormatOptions } from '@/domain/format';
import { formatHourlyRate } from '@/domain/price';
import { zoneCity } from '@/domain/time-zone';

interface TherapistCardProps {
  therapist: Listing;
  zone: string;
  format: FormatOptions;
  now: Date;
}

/** One therapist in the list. The whole card opens the profile; the name is the link that is read aloud. */
export function TherapistCard({ therapist, zone, format, now }: TherapistCardProps) {
  const { fullName, headline, specialties, languages, location } = therapist;
  return (
    <Card
      as="article"
      className="relative flex h-full flex-col gap-4 p-5 wrap-anywhere transition-[border-color,transform] duration-150 has-[a:hover]:border-accent-line motion-safe:has-[a:hover]:-translate-y-0.5"
    >
      <div className="flex gap-4">
        <Avatar name={fullName} size="lg" />
        <div className="min-w-0">
          <h2 className="text-[1.25rem] leading-snug">
            <Link to={`/therapists/${therapist.slug}`} className="outline-offset-4 after:absolute after:inset-0 after:rounded-card">
              {fullName}
            </Link>
          </h2>
          {headline && <p className="text-[15px] text-muted">{headline}</p>}
          {therapist.isVerified && (
            <Badge tone="accent" mark="check" className="mt-2">
              Verified
            </Badge>
          )}
        </div>
      </div>
      {specialties.length > 0 && (
        <ul aria-label="Specialties" className="flex flex-wrap gap-1.5">
          {specialties.slice(0, 4).map((specialty) => (
            <li key={specialty} className="rounded-full bg-sunken px-2.5 py-0.5 text-[13px] text-muted">
              {specialty}
            </li>
          ))}
          {specialties.length > 4 && <li className="px-1 py-0.5 text-[13px] text-muted">and {specialties.length - 4} more</li>}
        </ul>
      )}
      <dl className="grid gap-1.5 text-sm text-muted">
        {location && (
          <Fact icon={MapPin} name="Place">
            {location}
          </Fact>
        )}
        {languages.length > 0 && (
          <Fact icon={Globe} name="Languages">
            {languages.join(', ')}
          </Fact>
        )}
      </dl>
      <div className="mt-auto flex items-end justify-between gap-4 border-t border-line pt-4">
        <p className="flex items-start gap-2 text-sm">
          <Clock aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
          <NextFree therapist={therapist} zone={zone} format={format} now={now} />
        </p>
        <Rate text={formatHourlyRate(therapist.hourlyRate, therapist.currency)} />
      </div>
    </Card>
  );
}

function NextFree({ therapist, zone, format, now }: TherapistCardProps) {
  const next = therapist.nextAvailableAt;
  if (!therapist.isAcceptingClients) return <span className="text-muted">Not taking bookings now</span>;
  if (next === null) return <span className="text-muted">No free times soon</span>;
  const day = relativeDay(next, zone, now, format);
  return (
    <span>
      <span className="block text-muted">Next free</span>
      <span className="font-semibold">
        {day.charAt(0).toUpperCase() + day.slice(1)}, {formatTime(next, zone, format)}
      </span>{' '}
      <span className="sr-only">in {zoneCity(zone)}</span>
    </span>
  );
}

/** `£80/hour`, the number standing out. */
function Rate({ text }: { text: string }) {
  const [amount, unit] = text.split('/');
  return (
    <p className="shrink-0 text-sm text-muted">
      <span className="font-serif text-lg leading-6 font-[520] text-ink">{amount}</span>/{unit}
    </p>
  );
}

function Fact({ icon: Icon, name, children }: { icon: typeof MapPin; name: string; children: React.ReactNode }) {
  return (
    <div className="flex items-start gap-2">
      <dt>
        <Icon aria-hidden className="mt-0.5 size-4" />
        <span className="sr-only">{name}</span>
      </dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The shape of a TherapistCard. */
export function TherapistCardSkeleton() {
  return (
    <Card className="flex h-[19rem] flex-col gap-4 p-5" aria-hidden>
      <div className="flex gap-4">
        <Skeleton className="size-[4.5rem] rounded-card" />
        <div className="grid content-start gap-2.5 pt-1">
          <Skeleton className="h-6 w-40" />
          <Skeleton className="h-4 w-32" />
          <Skeleton className="h-6 w-20 rounded-full" />
        </div>
      </div>
      <div className="flex gap-1.5">
        <Skeleton className="h-6 w-24 rounded-full" />
        <Skeleton className="h-6 w-20 rounded-full" />
      </div>
      <Skeleton className="h-4 w-44" />
      <Skeleton className="h-4 w-36" />
      <div className="mt-auto flex justify-between border-t border-line pt-4">
        <Skeleton className="h-10 w-32" />
        <Skeleton className="h-7 w-24" />
      </div>
    </Card>
  );
}
