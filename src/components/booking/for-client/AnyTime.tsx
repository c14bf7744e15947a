import { TriangleAlert } from 'lucide-react';
import { Checkbox } from '@/components/ui/Checkbox';
import { WallTimeFields } from '@/components/booking/times/WallTimeFields';
import type { WallTime } from '@/components/booking/times/wall-time';
import type { Weight } from './for-client-form';

/** What stands in the way of the time chosen. */
export interface Obstacle {
  weight: Weight;
  sentence: string;
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

/** The warning before a booking that clients could not make themselves, and the therapist's word that they mean it. */
export function ObstacleNote({ obstacle, agreed, onAgree, missing }: ObstacleNoteProps) {
  const { weight, sentence } = obstacle;
  if (weight === 'fine') return null;
  if (weight === 'note') {
    return (
      <p role="status" className="rounded-field bg-sunken px-3.5 py-2.5 text-sm">
        {sentence} Clients could not book it; you can.
      </p>
    );
  }
  if (weight === 'blocked') {
    return (
      <p role="alert" className="rounded-field bg-bad-soft px-3.5 py-2.5 text-sm">
        <span className="font-semibold">{sentence}</span> Choose another time.
      </p>
    );
  }
  return (
    <div role="alert" data-wrong={missing || undefined} className="grid gap-1 rounded-field bg-warn-soft px-3.5 pt-3 pb-1">
      <p className="flex items-start gap-2 text-sm">
        <TriangleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-warn" />
        <span>
          <strong className="font-semibold">{sentence}</strong> Clients could not book this time.
        </span>
      </p>
      <Checkbox label="Book it all the same" checked={agreed} onCheckedChange={onAgree} />
      {missing ? <p className="-mt-1 pb-2 text-sm text-bad">Tick this to book the time, or choose another.</p> : null}
    </div>
  );
}
