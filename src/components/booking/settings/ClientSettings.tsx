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
import { useUpdateClientProfile } from '@/data/clients/use-update-client-profile';
import type { TimeFormat } from '@/domain/format';
import { chooseZone } from '@/lib/chosen-zone';
import { LeaveDialog } from '@/components/booking/unsaved/LeaveDialog';
import { UnsavedBar } from '@/components/booking/unsaved/UnsavedBar';
import { checkClientForm, clientForm } from './client-form';
import { SettingsSection } from './SettingsSection';
import { SettingsSkeleton } from './SettingsSkeleton';
import { useSettingsForm } from '@/lib/use-edit-form';

const CLOCKS: { value: TimeFormat; label: string }[] = [
  { value: 'auto', label: 'As my browser' },
  { value: '12h', label: '2:00 pm' },
  { value: '24h', label: '14:00' },
];

function ClientSettingsForm({ profile }: { profile: ClientProfile }) {
  const update = useUpdateClientProfile();
  const toast = useToast();
  const { ref, values, errors, set, submit, ...form } = useSettingsForm({
    saved: clientForm(profile),
    check: checkClientForm,
    save: async (patch) => {
      const { timeZone } = await update.mutateAsync(patch);
      // A zone set here applies everywhere, also on a calendar that was showing another one.
      if (timeZone !== profile.timeZone) chooseZone(null);
    },
    onSaved: () => toast.success('Your settings are saved.'),
  });

  return (
    <div ref={ref} className="grid gap-8">
      <PageHeader title="Settings" description="How to reach you, and how times are shown to you." />
      <SettingsSection title="You" description="Only therapists you have booked with see these.">
        <div className="grid gap-5 sm:grid-cols-2">
          <Field label="Name" required error={errors.fullName}>
            <Input autoComplete="name" value={values.fullName} onChange={(event) => set({ fullName: event.target.value })} />
          </Field>
          <Field label="Phone" hint="Optional. For your therapist, on the day." error={errors.phone}>
            <Input type="tel" autoComplete="tel" value={values.phone} onChange={(event) => set({ phone: event.target.value })} />
          </Field>
        </div>
        <p className="text-sm text-muted">
          Signed in as <span className="font-semibold text-ink">{profile.email}</span>
        </p>
      </SettingsSection>
      <SettingsSection title="Times" description="Every time names its zone, and the therapist’s stands beside it when it differs.">
        <Field label="Time zone" required error={errors.timeZone}>
          <TimeZonePicker value={values.timeZone} onValueChange={(timeZone) => set({ timeZone })} />
        </Field>
        <SegmentedControl
          label="Clock"
          showLabel
          value={values.timeFormat}
          onValueChange={(timeFormat) => set({ timeFormat })}
          options={CLOCKS}
        />
      </SettingsSection>
      <SettingsSection title="Reminders" description="Mails say “appointment” and no more than that.">
        <Switch label="Remind me by email" checked={values.emailReminders} onCheckedChange={(emailReminders) => set({ emailReminders })} />
      </SettingsSection>
      {update.isError ? <ErrorNotice title="Nothing was saved" error={update.error} onRetry={submit} /> : null}
      {form.dirty ? (
        <UnsavedBar saveLabel="Save settings" saving={update.isPending} onDiscard={form.discard} onSave={submit}>
          {form.invalid ? <span className="text-bad">Put the marked fields right first.</span> : null}
        </UnsavedBar>
      ) : null}
      <LeaveDialog dirty={form.dirty} what="your settings" />
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
