import { useState } from 'react';
import { Card } from '@/components/ui/Card';
import { Button } from '@/components/ui/Button';
import { EmptyState } from '@/components/ui/EmptyState';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { PageHeader } from '@/components/ui/PageHeader';
import { Stat } from '@/components/ui/Stat';
import type { TherapistProfile } from '@/data/therapists/therapist';
import type { WeeklySlot } from '@/domain/slots';
import { zoneCity } from '@/domain/time-zone';
import { useNow } from '@/lib/use-now';
import { useSection } from '@/lib/use-section';
import { LeaveDialog } from '@/components/booking/unsaved/LeaveDialog';
import { UnsavedBar } from '@/components/booking/unsaved/UnsavedBar';
import { ClientPreview } from '@/components/booking/times/ClientPreview';
import { CopyDayDialog } from './CopyDayDialog';
import { DayRow } from './DayRow';
import { DefaultDuration } from './DefaultDuration';
import { OutsideNote, OutsideSessionsDialog } from './OutsideSessionsDialog';
import { OverridesCard } from './OverridesCard';
import { goesOnPastMidnight } from './past-midnight';
import { useBookedSessions, useHoursEffect } from '@/components/booking/unsaved/use-hours-effect';
import { useSaveWeek } from './use-save-week';
import { useWeekDraft } from './use-week-draft';
import { copyDay, setDayOn, WEEK_ORDER, type WeekDraft } from './week-draft';
import { countDraft, rowsFromDraft } from './week-rows';

interface WeekEditorProps {
  profile: TherapistProfile;
  rows: readonly WeeklySlot[];
}

/** The week as one list of days, with what clients will see beside it and what is unsaved at the foot. */
export function WeekEditor({ profile, rows }: WeekEditorProps) {
  const now = useNow();
  const [chosenMinutes, setChosenMinutes] = useState<number | null>(null);
  const [copyFrom, setCopyFrom] = useState<number | null>(null);
  const [showOutside, setShowOutside] = useState(false);
  const minutes = chosenMinutes ?? profile.defaultDurationMinutes;
  const draft = useWeekDraft(rows, minutes);
  const booked = useBookedSessions(now);
  const effectOf = useHoursEffect(booked);
  const target = useSection<HTMLDivElement>('weekly-hours');
  const saving = useSaveWeek();

  const minutesChanged = minutes !== profile.defaultDurationMinutes;
  const dirty = draft.dirty || minutesChanged;
  const zone = profile.timeZone;
  const outside = dirty ? effectOf({ rows, zone }, { rows: rowsFromDraft(draft.week, minutes), zone }) : [];
  const counts = countDraft(draft.week, minutes);

  const discard = () => {
    draft.discard();
    setChosenMinutes(null);
    saving.reset();
  };
  const save = () => saving.save({ week: draft.week, minutes, minutesChanged, onSaved: discard });
  // The length alone: the saved hours are cut anew, edits on screen stay unsaved.
  const saveMinutes = () => saving.save({ week: draft.saved, minutes, minutesChanged, onSaved: () => setChosenMinutes(null) });

  return (
    <div className="grid gap-6">
      <PageHeader
        title="Your week"
        description={`The hours clients can book, in ${zoneCity(profile.timeZone)} time. Changing them never moves a session.`}
      />
      <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
        <dl className="flex gap-8" aria-live="polite">
          <Stat layout="plain" label={counts.workingDays === 1 ? 'working day' : 'working days'} value={counts.workingDays} />
          <Stat layout="plain" label="slots a week" value={counts.total} />
          <Stat layout="plain" label="available" value={counts.available} />
        </dl>
        <DefaultDuration
          value={minutes}
          saved={profile.defaultDurationMinutes}
          options={profile.sessionDurations}
          saving={saving.pending}
          onChange={setChosenMinutes}
          onSave={saveMinutes}
        />
      </div>
      {rows.length === 0 && !draft.dirty ? <NoHoursNote edit={draft.edit} /> : null}
      {saving.error ? <ErrorNotice title="Nothing was saved" error={saving.error} onRetry={save} /> : null}
      <div className="grid items-start gap-7 lg:grid-cols-[minmax(0,1fr)_18.75rem]">
        <div {...target}>
          <Card as="section" aria-label="Weekly hours" className="p-0">
            <ul>
              {WEEK_ORDER.flatMap((day) => draft.week[day] ?? []).map((day) => (
                <DayRow
                  key={day.day}
                  draft={day}
                  durationMinutes={minutes}
                  goesOn={goesOnPastMidnight(draft.week, day.day)}
                  edit={draft.edit}
                  onCopy={() => setCopyFrom(day.day)}
                />
              ))}
            </ul>
          </Card>
        </div>
        <div className="grid gap-5">
          <ClientPreview profile={profile} now={now} />
          <OverridesCard zone={zone} now={now} booked={booked} />
        </div>
      </div>
      {dirty ? (
        <UnsavedBar saveLabel="Save week" saving={saving.pending} disabled={draft.invalid} onDiscard={discard} onSave={save}>
          <OutsideNote count={outside.length} invalid={draft.invalid} onShow={() => setShowOutside(true)} />
        </UnsavedBar>
      ) : null}
      <CopyDayDialog
        from={copyFrom}
        onClose={() => setCopyFrom(null)}
        onCopy={(to) => draft.edit((week) => (copyFrom === null ? week : copyDay(week, copyFrom, to)))}
      />
      <OutsideSessionsDialog
        open={showOutside && outside.length > 0}
        sessions={outside}
        zone={zone}
        onClose={() => setShowOutside(false)}
      />
      <LeaveDialog dirty={dirty} what="your week" />
    </div>
  );
}

/** For a therapist without any hours: the usual week in one press, to change and save below. */
function NoHoursNote({ edit }: { edit: (change: (week: WeekDraft) => WeekDraft) => void }) {
  return (
    <div className="rounded-card border border-accent-line bg-accent-soft/50">
      <EmptyState
        title="No working hours yet"
        description="Clients cannot book until you set some. Start from a usual week and change what differs, or tick single days below."
        action={<Button onClick={() => edit((week) => copyDay(setDayOn(week, 1, true), 1, [2, 3, 4, 5]))}>Monday to Friday, 9 to 5</Button>}
      />
    </div>
  );
}
