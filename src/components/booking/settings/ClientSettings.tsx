import { Controller } from 'react-hook-form';
import { EmptyState } from '@/components/ui/EmptyState';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { Field } from '@/components/ui/Field';
import { Input } from '@/components/ui/Input';
import { PageHeader } from '@/components/ui/PageHeader';
import { SegmentedControl } from '@/components/ui/SegmentedControl';
import { Switch } from '@/components/ui/Switch';
import { TimeZonePicker } from '@/components/ui/TimeZonePicker';
import { useToast } from '@/components/ui/use-toast';
import type { ClientProfile } from '@/data/clients/client';
import { useOwnClientProfile } from '@/data/clients/use-own-client-profile';
import { clientFields, useUpdateClientProfile } from '@/data/clients/use-update-client-profile';
import type { TimeFormat } from '@/domain/format';
import { chooseZone } from '@/lib/chosen-zone';
import { useZodForm } from '@/lib/use-zod-form';
import { LeaveDialog } from '@/components/booking/unsaved/LeaveDialog';
import { UnsavedBar } from '@/components/booking/unsaved/UnsavedBar';
import { SettingsSection } from './SettingsSection';
import { SettingsSkeleton } from './SettingsSkeleton';

const CLOCKS: { value: TimeFormat; label: string }[] = [
  { value: 'auto', label: 'As my browser' },
  { value: '12h', label: '2:00 pm' },
  { value: '24h', label: '14:00' },
];

/** The fields as they are saved. */
function fieldsOf({ fullName, phone, timeZone, timeFormat, emailReminders }: ClientProfile) {
  return { fullName, phone, timeZone, timeFormat, emailReminders };
}

function ClientSettingsForm({ profile }: { profile: ClientProfile }) {
  const update = useUpdateClientProfile();
  const toast = useToast();
  const { ref, register, control, errors, submit, discard, failure, pending, dirty, invalid } = useZodForm({
    schema: clientFields,
    values: fieldsOf(profile),
    submit: async (patch) => {
      const saved = await update.mutateAsync(patch);
      // A zone set here applies everywhere, also on a calendar that was showing another one.
      if (saved.timeZone !== profile.timeZone) chooseZone(null);
      toast.success('Your settings are saved.');
      return fieldsOf(saved);
    },
  });

  return (
    <div ref={ref} className="grid gap-8">
      <PageHeader title="Settings" description="How to reach you, and how times are shown to you." />
      <SettingsSection title="You" description="Only therapists you have booked with see these.">
        <div className="grid gap-5 sm:grid-cols-2">
          <Field label="Name" required error={errors.fullName?.message}>
            <Input autoComplete="name" {...register('fullName')} />
          </Field>
          <Field label="Phone" hint="Optional. For your therapist, on the day." error={errors.phone?.message}>
            <Input type="tel" autoComplete="tel" {...register('phone')} />
          </Field>
        </div>
        <p className="text-sm text-muted">
          Signed in as <span className="font-semibold text-ink">{profile.email}</span>
        </p>
      </SettingsSection>
      <SettingsSection title="Times" description="Every time names its zone, and the therapist’s stands beside it when it differs.">
        <Field label="Time zone" required error={errors.timeZone?.message}>
          <Controller
            control={control}
            name="timeZone"
            render={({ field }) => <TimeZonePicker value={field.value} onValueChange={field.onChange} />}
          />
        </Field>
        <Controller
          control={control}
          name="timeFormat"
          render={({ field }) => (
            <SegmentedControl label="Clock" showLabel value={field.value} onValueChange={field.onChange} options={CLOCKS} />
          )}
        />
      </SettingsSection>
      <SettingsSection title="Reminders" description="Mails say “appointment” and no more than that.">
        <Controller
          control={control}
          name="emailReminders"
          render={({ field }) => <Switch label="Remind me by email" checked={field.value} onCheckedChange={field.onChange} />}
        />
      </SettingsSection>
      {failure ? <ErrorNotice title="Nothing was saved" error={failure} onRetry={submit} /> : null}
      {dirty ? (
        <UnsavedBar saveLabel="Save settings" saving={pending} onDiscard={discard} onSave={submit}>
          {invalid ? <span className="text-bad">Put the marked fields right first.</span> : null}
        </UnsavedBar>
      ) : null}
      <LeaveDialog dirty={dirty} what="your settings" />
    </div>
  );
}

/** A client's contact details and preferences. */
export function ClientSettings() {
  const profile = useOwnClientProfile();
  if (profile.isPending) return <SettingsSkeleton />;
  if (profile.isLoadingError) {
    return <ErrorNotice title="Your settings could not be loaded" error={profile.error} onRetry={() => void profile.refetch()} />;
  }
  if (!profile.data) return <EmptyState title="No client profile" description="This account has none, so there is nothing to set." />;
  return <ClientSettingsForm profile={profile.data} />;
}
