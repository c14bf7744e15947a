import { Clock, MapPin, MessageSquare } from 'lucide-react';
import type { ReactNode } from 'react';
import { Avatar } from '@/components/ui/Avatar';
import { Badge } from '@/components/ui/Badge';
import type { TherapistProfile } from '@/data/therapists/therapist';
import { cancellationPolicyText } from '@/domain/policy';
import { formatHourlyRate } from '@/domain/price';

/** Name, line of work, verified mark; on a phone also place and price, since the rest is below the calendar. */
export function TherapistHeader({ therapist }: { therapist: TherapistProfile }) {
  const { fullName, headline, location, hourlyRate, currency } = therapist;
  return (
    <header className="flex gap-4 wrap-anywhere">
      <Avatar name={fullName} size="lg" />
      <div className="min-w-0">
        <h1 className="text-[1.5rem] leading-tight">{fullName}</h1>
        {headline && <p className="mt-0.5 text-[15px] text-muted">{headline}</p>}
        <div className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1">
          {therapist.isVerified && (
            <Badge tone="accent" mark="check">
              Verified
            </Badge>
          )}
          <p className="flex flex-wrap gap-x-3 text-sm text-muted lg:hidden">
            {location && <span>{location}</span>}
            <span>{formatHourlyRate(hourlyRate, currency)}</span>
          </p>
        </div>
      </div>
    </header>
  );
}

/** The rest of what a client wants to know: place, price, languages, a few words, and what happens if plans change. */
export function TherapistDetails({ therapist }: { therapist: TherapistProfile }) {
  const { bio, specialties, languages, location } = therapist;
  return (
    <div className="grid content-start gap-5 wrap-anywhere">
      <ul className="grid gap-3.5 text-[15px] text-muted">
        {location && <Fact icon={MapPin}>{location}</Fact>}
        <Fact icon={Clock}>{formatHourlyRate(therapist.hourlyRate, therapist.currency)}</Fact>
        {languages.length > 0 && <Fact icon={MessageSquare}>{languages.join(', ')}</Fact>}
      </ul>
      {bio && <p className="text-[15px] whitespace-pre-line text-muted">{bio}</p>}
      {specialties.length > 0 && (
        <ul aria-label="Specialties" className="flex flex-wrap gap-1.5">
          {specialties.map((specialty) => (
            <li key={specialty} className="rounded-full bg-sunken px-2.5 py-0.5 text-[13px] text-muted">
              {specialty}
            </li>
          ))}
        </ul>
      )}
      <section aria-label="Changing your mind" className="rounded-card border border-line px-4 py-3.5">
        <p className="font-semibold">Changing your mind</p>
        <p className="mt-0.5 text-[15px] text-muted">{cancellationPolicyText(therapist)}</p>
      </section>
    </div>
  );
}

function Fact({ icon: Icon, children }: { icon: typeof MapPin; children: ReactNode }) {
  return (
    <li className="flex items-center gap-2.5">
      <Icon aria-hidden className="size-4 shrink-0" />
      {children}
    </li>
  );
}
