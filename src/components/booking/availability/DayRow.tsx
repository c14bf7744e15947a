import { Copy } from 'lucide-react';
import { Switch } from '@/components/ui/Switch';
import { cn } from '@/lib/cn';
import { dayAfter, workPastMidnight } from './past-midnight';
import { SlotChips } from './SlotChips';
import { StretchFields } from './StretchFields';
import {
  addStretch,
  chipsOf,
  DAY_NAMES,
  removeStretch,
  roomForStretch,
  setDayOn,
  setStretch,
  toggleChip,
  type DayDraft,
  type WeekDraft,
} from './week-draft';
import { dayProblems } from './week-rows';

interface DayRowProps {
  draft: DayDraft;
  durationMinutes: number;
  /** The next day has hours from midnight, so hours to 24:00 do not end there. */
  goesOn: boolean;
  edit: (change: (week: WeekDraft) => WeekDraft) => void;
  onCopy: () => void;
}

const ICON_BUTTON =
  'grid size-11 place-items-center rounded-small text-muted transition-colors duration-150 hover:bg-sunken hover:text-ink sm:size-9';

/** One day of the week: its tick, its hours, its slots. */
export function DayRow({ draft, durationMinutes, goesOn, edit, onCopy }: DayRowProps) {
  const { day } = draft;
  const name = DAY_NAMES[day] ?? '';
  const chips = chipsOf(draft, durationMinutes);
  const open = chips.filter((chip) => chip.available).length;
  const problems = dayProblems(draft, durationMinutes, goesOn);
  const hasRoom = roomForStretch(draft, durationMinutes) !== null;
  const setOn = (on: boolean) => edit((week) => setDayOn(week, day, on));

  return (
    <li
      aria-label={name}
      className="grid grid-cols-[1fr_auto] items-start gap-x-4 gap-y-3 border-b px-4 py-4 last:border-b-0 sm:grid-cols-[9.5rem_minmax(0,1fr)_6.5rem] sm:px-6"
    >
      <div className={`flex min-h-11 items-center font-semibold ${draft.on ? '' : 'text-muted'}`}>
        <Switch checked={draft.on} onCheckedChange={setOn} label={name} />
      </div>
      <div className={cn('flex min-w-0 flex-col gap-3', draft.on && 'order-last col-span-2 sm:order-none sm:col-span-1')}>
        {draft.on ? (
          <>
            <div className="grid gap-2">
              {draft.stretches.map((stretch, index) => (
                <StretchFields
                  key={stretch.key}
                  day={day}
                  index={index}
                  stretch={stretch}
                  problem={problems.get(stretch.key)}
                  onPastMidnight={(until) => edit((week) => workPastMidnight(week, day, stretch.key, until))}
                  onChange={(change) => edit((week) => setStretch(week, day, stretch.key, change))}
                  onRemove={draft.stretches.length > 1 ? () => edit((week) => removeStretch(week, day, stretch.key)) : undefined}
                  onAdd={
                    hasRoom && index === draft.stretches.length - 1
                      ? () => edit((week) => addStretch(week, day, durationMinutes))
                      : undefined
                  }
                />
              ))}
            </div>
            {goesOn ? <p className="text-sm text-muted">Goes on past midnight into {DAY_NAMES[dayAfter(day)]}.</p> : null}
            <SlotChips day={day} chips={chips} onToggle={(chip) => edit((week) => toggleChip(week, day, chip))} />
          </>
        ) : (
          <p className="flex min-h-11 items-center gap-1.5 text-muted">
            <span className="max-sm:sr-only">Not working ·</span>
            <button
              type="button"
              onClick={() => setOn(true)}
              aria-label={`Set hours for ${name}`}
              className="min-h-9 rounded-small px-1 font-semibold text-accent underline-offset-2 hover:underline"
            >
              Set hours
            </button>
          </p>
        )}
      </div>
      {draft.on ? (
        <div className="flex min-h-11 items-center justify-end gap-1">
          <span className="text-sm text-muted tabular-nums">
            {open} of {chips.length}
            <span className="sr-only"> slots open</span>
          </span>
          <button
            type="button"
            aria-label={`Copy ${name} to other days`}
            title="Copy to other days"
            onClick={onCopy}
            className={ICON_BUTTON}
          >
            <Copy aria-hidden="true" className="size-4" />
          </button>
        </div>
      ) : null}
    </li>
  );
}
