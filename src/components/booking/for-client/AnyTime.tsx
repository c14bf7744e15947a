import { TriangleAlert } from 'lucide-react';
import { Checkbox } from '@/components/ui/Checkbox';
import { WallTimeFields } from '@/components/booking/times/WallTimeFields';
import type { WallTime } from '@/components/booking/times/wall-time';
import type { Severity } from './for-client-form';

/** Why clients could not book the time chosen, and whether the therapist can. */
export interface Obstacle {
  severity: Severity;
  text: string;
}

interface AnyTimeProps {
  value: WallTime;
  onChange: (value: WallTime) => void;
  zone: string;
  today: string;
  error: string | undefined;
}

/** Any day and time, also one that clients are not offered. */
export function AnyTime({ value, onChange, zone, today, error }: AnyTimeProps) {
  return (
    <div className="grid gap-2">
      <WallTimeFields value={value} onChange={onChange} zone={zone} min={today} />
      <p role="alert" className="text-sm text-bad empty:hidden">
        {error}
      </p>
    </div>
  );
}

interface ObstacleNoteProps {
  obstacle: Obstacle;
  agreed: boolean;
  onAgree: (agreed: boolean) => void;
  /** They tried to book without agreeing. */
  missing: boolean;
}

/** The warning before a booking that clients could not make themselves, and the therapist's confirmation. */
export function ObstacleNote({ obstacle, agreed, onAgree, missing }: ObstacleNoteProps) {
  const { severity, text } = obstacle;
  if (severity === 'fine') return null;
  if (severity === 'note') {
    return (
      <p role="status" className="rounded-field bg-sunken px-3.5 py-2.5 text-sm">
        {text} Clients could not book it; you can.
      </p>
    );
  }
  if (severity === 'blocked') {
    return (
      <p role="alert" className="rounded-field bg-bad-soft px-3.5 py-2.5 text-sm">
        <span className="font-semibold">{text}</span> Choose another time.
      </p>
    );
  }
  return (
    <div role="alert" data-wrong={missing || undefined} className="grid gap-1 rounded-field bg-warn-soft px-3.5 pt-3 pb-1">
      <p className="flex items-start gap-2 text-sm">
        <TriangleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-warn" />
        <span>
          <strong className="font-semibold">{text}</strong> Clients could not book this time.
        </span>
      </p>
      <Checkbox label="Book it all the same" checked={agreed} onCheckedChange={onAgree} />
      {missing ? <p className="-mt-1 pb-2 text-sm text-bad">Tick this to book the time, or choose another.</p> : null}
    </div>
  );
}
