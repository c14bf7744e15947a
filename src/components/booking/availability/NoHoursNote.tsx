import { Button } from '@/components/ui/Button';
import { EmptyState } from '@/components/ui/EmptyState';
import { copyDay, setDayOn, type WeekDraft } from './week-draft';

/** For a therapist without any hours: the usual week in one press, to change and save below. */
export function NoHoursNote({ edit }: { edit: (change: (week: WeekDraft) => WeekDraft) => void }) {
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
