import { useState } from 'react';
import { Button } from '@/components/ui/Button';
import { Checkbox } from '@/components/ui/Checkbox';
import { Dialog } from '@/components/ui/Dialog';
import { DAY_NAMES, WEEK_ORDER } from './week-draft';

interface CopyDayDialogProps {
  /** The day to copy from; null when closed. */
  from: number | null;
  onClose: () => void;
  onCopy: (to: number[]) => void;
}

const WORKDAYS = [1, 2, 3, 4, 5];

/** Asks which days get the same hours as this one. */
export function CopyDayDialog({ from, onClose, onCopy }: CopyDayDialogProps) {
  const [chosen, setChosen] = useState<number[]>([]);
  const others = WEEK_ORDER.filter((day) => day !== from);
  const close = () => {
    setChosen([]);
    onClose();
  };
  const copy = () => {
    onCopy(chosen);
    close();
  };
  return (
    <Dialog
      open={from !== null}
      onOpenChange={(open) => {
        if (!open) close();
      }}
      title={`Copy ${DAY_NAMES[from ?? 0]} to`}
      description="These days get the same hours and closed times. Nothing is saved yet."
      footer={
        <>
          <Button variant="secondary" onClick={close}>
            Cancel
          </Button>
          <Button disabled={chosen.length === 0} onClick={copy}>
            {chosen.length === 0 ? 'Copy' : `Copy to ${chosen.length} ${chosen.length === 1 ? 'day' : 'days'}`}
          </Button>
        </>
      }
    >
      <div className="mb-3 flex gap-2">
        <Button variant="secondary" size="sm" onClick={() => setChosen(WORKDAYS.filter((day) => day !== from))}>
          Workdays
        </Button>
        <Button variant="secondary" size="sm" onClick={() => setChosen(others)}>
          Every day
        </Button>
      </div>
      <div className="grid gap-1">
        {others.map((day) => (
          <Checkbox
            key={day}
            label={DAY_NAMES[day] ?? ''}
            checked={chosen.includes(day)}
            onCheckedChange={(checked) => setChosen((days) => (checked ? [...days, day] : days.filter((other) => other !== day)))}
          />
        ))}
      </div>
    </Dialog>
  );
}
