import { Clock, MapPin, MessageSquare } from 'lucide-react';
import type { ReactNode } from 'react';
import { Avatar } from '@/components/ui/Avatar';
import { Badge } from '@/components/ui/Badge';
import type { TherapistProfile } from '@/data/therapists/therapist';
import { cancellationPolicyText } from '@/domain/policy';
import { formatHourlyRate } from '@/domain/price';

/** Who the therapist is: name, place, price, languages, a few words, and what happens if plans change. */
export function TherapistAside({ therapist }: { therapist: TherapistProfile }) {
  const { fullName, headline, bio, specialties, languages, location } = therapist;
  return (
    <div className="grid content-start gap-5 lg:gap-6">
      <header className="flex gap-4">
        <Avatar name={fullName} size="lg" />
        <div className="min-w-0">
          <h1 className="text-[1.625rem] leading-tight">{fullName}</h1>
          {headline && <p className="mt-0.5 text-[15px] text-muted">{headline}</p>}
          {therapist.isVerified && (
            <Badge tone="accent" mark="check" className="mt-2">
              Verified
            </Badge>
          )}
        </div>
      </header>
      <ul className="flex flex-wrap gap-x-5 gap-y-2.5 text-[15px] text-muted lg:grid lg:gap-3.5">
        {location && <Fact icon={MapPin}>{location}</Fact>}
        <Fact icon={Clock}>{formatHourlyRate(therapist.hourlyRate, therapist.currency)}</Fact>
        {languages.length > 0 && <Fact icon={MessageSquare}>{languages.join(', ')}</Fact>}
      </ul>
      {bio && <p className="text-[15px] whitespace-pre-line text-muted max-lg:line-clamp-3">{bio}</p>}
      {specialties.length > 0 && (
        <ul aria-label="Specialties" className="hidden flex-wrap gap-1.5 lg:flex">
          {specialties.map((specialty) => (
            <li key={specialty} className="rounded-full bg-sunken px-2.5 py-0.5 text-[13px] text-muted">
              {specialty}
            </li>
          ))}
        </ul>
      )}
      <aside aria-label="Changing your mind" className="hidden rounded-card border border-line px-4 py-3.5 lg:block">
        <p className="font-semibold">Changing your mind</p>
        <p className="mt-0.5 text-[15px] text-muted">{cancellationPolicyText(therapist.cancellationNoticeHours)}</p>
      </aside>
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
