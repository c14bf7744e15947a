import { useId, type ReactNode } from 'react';
import { Button } from '@/components/ui/Button';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { Field } from '@/components/ui/Field';
import { SegmentedControl } from '@/components/ui/SegmentedControl';
import { Switch } from '@/components/ui/Switch';
import { Textarea } from '@/components/ui/Textarea';
import { alternativesOf } from '@/data/sessions/use-book-session';
import type { TherapistProfile } from '@/data/therapists/therapist';
import { formatDay, formatTime } from '@/domain/format';
import { localParts, zoneCity } from '@/domain/time-zone';
import { SessionTypeSelect } from '@/components/booking/times/SessionTypeSelect';
import type { Viewer } from '@/components/viewer/viewer';
import { AnyTime, ObstacleNote } from './AnyTime';
import { ClientChoice } from './ClientChoice';
import { FreeTimes } from './FreeTimes';
import type { useForClientTask } from './use-for-client-task';

interface ForClientFieldsProps {
  task: Omit<ReturnType<typeof useForClientTask>, 'ref' | 'submit'>;
  profile: TherapistProfile;
  viewer: Viewer;
  today: string;
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid gap-2.5">
      <h3 id={id} className="font-semibold">
        {title}
      </h3>
      {children}
    </section>
  );
}

/** Who, what and when, and what to know before booking it. */
export function ForClientFields({ task, profile, viewer, today }: ForClientFieldsProps) {
  const zone = profile.timeZone;
  const { when, typeChoice } = task;
  const alternatives = alternativesOf(task.failure);
  const asked = typeChoice.types.length > 1 || typeChoice.durations.length > 1;
  return (
    <div className="grid gap-6">
      <Part title="Who">
        <ClientChoice who={task.who} errors={task.whoErrors} onChange={task.setWho} />
      </Part>
      {asked ? (
        <Part title="What">
          <div className="-mb-3">
            <SessionTypeSelect choice={typeChoice} size="md" />
          </div>
        </Part>
      ) : null}
      <Part title={`When, in ${zoneCity(zone)} time`}>
        <SegmentedControl
          label="Which times"
          value={when.kind}
          onValueChange={(kind) => task.setWhen({ kind })}
          options={[
            { value: 'free', label: 'Free times' },
            { value: 'any', label: 'Any time' },
          ]}
        />
        {when.kind === 'free' ? (
          <FreeTimes
            therapistId={profile.id}
            zone={zone}
            format={viewer}
            typeChoice={typeChoice}
            date={when.date}
            today={today}
            startsAt={when.startsAt}
            error={task.timeError}
            onChange={task.setWhen}
          />
        ) : (
          <>
            <AnyTime value={when.any} onChange={(any) => task.setWhen({ any })} zone={zone} today={today} error={task.timeError} />
            {task.obstacle ? (
              <ObstacleNote obstacle={task.obstacle} agreed={task.agreed} onAgree={task.setAgreed} missing={task.agreementMissing} />
            ) : null}
          </>
        )}
      </Part>
      {task.canPayOnline ? (
        <div>
          <Switch label="The client pays online" checked={task.payOnline} onCheckedChange={task.setPayOnline} />
          <p className="text-sm text-muted">
            {task.payOnline ? 'They find it under their sessions, to pay when they like.' : 'You settle it between you.'}
          </p>
        </div>
      ) : null}
      <Field label="Notes for this session" hint="The client can read them.">
        <Textarea rows={2} maxLength={2000} {...task.register('notes')} />
      </Field>
      {task.failure ? (
        <div className="grid gap-2">
          <ErrorNotice title="Nothing was booked" error={task.failure} />
          {alternatives.length > 0 ? (
            <div role="group" aria-label="Times instead" className="flex flex-wrap gap-2">
              {alternatives.map((startsAt) => (
                <Button
                  key={startsAt}
                  variant="secondary"
                  size="sm"
                  onClick={() => task.setWhen({ kind: 'free', date: localParts(new Date(startsAt), zone).date, startsAt })}
                >
                  {formatDay(startsAt, zone, viewer)}, {formatTime(startsAt, zone, viewer)}
                </Button>
              ))}
            </div>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
