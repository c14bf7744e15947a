import { Copy, Plus } from 'lucide-react';
import { Switch } from '@/components/ui/Switch';
import { SlotChips } from './SlotChips';
import { StretchFields } from './StretchFields';
import { addStretch, chipsOf, DAY_NAMES, removeStretch, roomForStretch, setDayOn, setStretch, toggleChip, type DayDraft, type WeekDraft } from './week-draft';
import { dayProblems } from './week-rows';

interface DayRowProps {
  draft: DayDraft;
  durationMinutes: number;
  edit: (change: (week: WeekDraft) => WeekDraft) => void;
  onCopy: () => void;
}

const ICON_BUTTON =
  'grid size-11 cursor-pointer place-items-center rounded-small border-0 bg-transparent text-muted hover:bg-sunken hover:text-ink focus-visible:outline-2 focus-visible:outline-accent sm:size-9';

/** One day of the week: its tick, its hours, its slots. */
export function DayRow({ draft, durationMinutes, edit, onCopy }: DayRowProps) {
  const { day } = draft;
  const name = DAY_NAMES[day] ?? '';
  const chips = chipsOf(draft, durationMinutes);
  const open = chips.filter((chip) => chip.available).length;
  const problems = dayProblems(draft, durationMinutes);
  const setOn = (on: boolean) => edit((week) => setDayOn(week, day, on));

  return (
    <li
      aria-label={name}
      className="grid grid-cols-[1fr_auto] items-start gap-x-4 gap-y-3 border-0 border-b border-solid border-line px-4 py-4 last:border-b-0 sm:grid-cols-[9.5rem_1fr_auto] sm:px-6"
    >
      <div className={`flex min-h-11 items-center font-semibold ${draft.on ? '' : 'text-muted'}`}>
        <Switch checked={draft.on} onCheckedChange={setOn} label={name} />
      </div>
      <div className="order-last col-span-2 flex min-w-0 flex-col gap-3 sm:order-none sm:col-span-1">
        {draft.on ? (
          <>
            <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
              {draft.stretches.map((stretch, index) => (
                <StretchFields
                  key={stretch.key}
                  day={day}
                  index={index}
                  stretch={stretch}
                  problem={problems.get(stretch.key)}
                  onChange={(change) => edit((week) => setStretch(week, day, stretch.key, change))}
                  onRemove={draft.stretches.length > 1 ? () => edit((week) => removeStretch(week, day, stretch.key)) : undefined}
                />
              ))}
              {roomForStretch(draft, durationMinutes) ? (
                <button
                  type="button"
                  aria-label={`Add hours to ${name}`}
                  title="Add hours, for a break in between"
                  onClick={() => edit((week) => addStretch(week, day, durationMinutes))}
                  className={`${ICON_BUTTON} sm:size-11`}
                >
                  <Plus aria-hidden size={17} />
                </button>
              ) : null}
            </div>
            <SlotChips day={day} chips={chips} onToggle={(chip) => edit((week) => toggleChip(week, day, chip))} />
          </>
        ) : (
          <p className="m-0 flex min-h-11 items-center gap-1.5 text-muted">
            Not working ·
            <button
              type="button"
              onClick={() => setOn(true)}
              aria-label={`Set hours for ${name}`}
              className="min-h-9 cursor-pointer rounded-small border-0 bg-transparent px-1 font-semibold text-accent underline-offset-2 hover:underline focus-visible:outline-2 focus-visible:outline-accent"
            >
              Set hours
            </button>
          </p>
        )}
      </div>
      <div className="flex min-h-11 items-center justify-end gap-1">
        {draft.on ? (
          <>
            <span className="text-sm tabular-nums text-muted">
              {open} of {chips.length}
              <span className="sr-only"> slots open</span>
            </span>
            <button type="button" aria-label={`Copy ${name} to other days`} title="Copy to other days" onClick={onCopy} className={ICON_BUTTON}>
              <Copy aria-hidden size={16} />
            </button>
          </>
        ) : null}
      </div>
    </li>
  );
}
