import { Check } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Card } from '@/components/ui/Card';
import { LinkButton } from '@/components/ui/LinkButton';
import { cn } from '@/lib/cn';
import { ShareLink } from './ShareLink';

interface OnboardingChecklistProps {
  therapistId: string;
  slug: string;
  hasHours: boolean;
  hasIntroduction: boolean;
  rateText: string;
}

function Step({ done, title, children }: { done: boolean; title: string; children: ReactNode }) {
  return (
    <li className="flex items-start gap-3 py-3.5 first:pt-0 last:pb-0">
      <span
        className={cn(
          'mt-0.5 grid size-6 shrink-0 place-items-center rounded-full border',
          done ? 'border-accent bg-accent text-accent-ink' : 'border-line-strong',
        )}
      >
        {done ? <Check aria-hidden="true" strokeWidth={3} className="size-3.5" /> : null}
      </span>
      <div className="grid grow gap-2">
        <p className={done ? 'text-muted' : 'font-semibold'}>
          {title}
          <span className="sr-only">{done ? ', done' : ', to do'}</span>
        </p>
        {done ? null : children}
      </div>
    </li>
  );
}

/** The three things a new practice needs before clients can book. Hidden after the first booking. */
export function OnboardingChecklist({ therapistId, slug, hasHours, hasIntroduction, rateText }: OnboardingChecklistProps) {
  const key = `pcc:shared-page:${therapistId}`;
  const [shared, setShared] = useState(() => window.localStorage.getItem(key) === 'yes');
  const share = () => {
    window.localStorage.setItem(key, 'yes');
    setShared(true);
  };
  const done = [hasHours, hasIntroduction, shared].filter(Boolean).length;
  return (
    <Card as="section" aria-labelledby="onboarding-heading" className="border-accent-line p-5 sm:p-6">
      <h2 id="onboarding-heading" className="text-heading">
        Open your practice
      </h2>
      <p className="mb-4 text-muted">{done} of 3 done. Clients can book as soon as your hours are set.</p>
      <ol className="divide-y">
        <Step done={hasHours} title="Set your hours">
          <div>
            <LinkButton size="sm" to="/booking?tab=availability">
              Set hours
            </LinkButton>
          </div>
        </Step>
        <Step done={hasIntroduction} title="Set your rate and introduce yourself">
          <p className="text-sm text-muted">Your rate is {rateText}, and your page says nothing about you yet.</p>
          <div>
            <LinkButton size="sm" variant={hasHours ? 'primary' : 'secondary'} to="/booking?tab=settings">
              Fill in your profile
            </LinkButton>
          </div>
        </Step>
        <Step done={shared} title="Share your page">
          <div>
            <ShareLink slug={slug} onShared={share} />
          </div>
        </Step>
      </ol>
    </Card>
  );
}
