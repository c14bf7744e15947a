import { ExternalLink } from 'lucide-react';
import { useEffect } from 'react';
import { EmptyState } from '@/components/ui/EmptyState';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { LinkButton } from '@/components/ui/LinkButton';
import { PageHeader } from '@/components/ui/PageHeader';
import { useToast } from '@/components/ui/use-toast';
import type { TherapistProfile } from '@/data/therapists/therapist';
import { useOwnTherapistProfile } from '@/data/therapists/use-own-therapist-profile';
import { useUpdateTherapistProfile } from '@/data/therapists/use-update-therapist-profile';
import { toAppError } from '@/lib/errors';
import { useNow } from '@/lib/use-now';
import { ClientPreview } from '@/components/booking/times/ClientPreview';
import { LeaveDialog } from '@/components/booking/unsaved/LeaveDialog';
import { UnsavedBar } from '@/components/booking/unsaved/UnsavedBar';
import { BookingRulesSection } from './BookingRulesSection';
import { CancellationSection } from './CancellationSection';
import { MoneySection } from './MoneySection';
import { ProfileSection } from './ProfileSection';
import { SessionTypesSection } from './SessionTypesSection';
import { SettingsSection } from './SettingsSection';
import { SettingsSkeleton } from './SettingsSkeleton';
import { checkTherapistForm, therapistForm, type TherapistForm } from './therapist-form';
import { focusFirstWrong, useSettingsForm } from '@/lib/use-edit-form';

function TherapistSettingsForm({ profile }: { profile: TherapistProfile }) {
  const update = useUpdateTherapistProfile();
  const toast = useToast();
  const now = useNow();
  const { ref, submit, ...form } = useSettingsForm({
    saved: therapistForm(profile),
    check: checkTherapistForm,
    save: update.mutateAsync,
    onSaved: () => toast.success('Your settings are saved.'),
  });
  const taken = update.error !== null && toAppError(update.error).code === 'DUPLICATE';
  // The address is the only value of a profile that must be unlike everybody else's.
  const errors = taken ? { ...form.errors, slug: 'This address is taken. Choose another.' } : form.errors;
  useEffect(() => {
    if (taken) focusFirstWrong(ref.current);
  }, [taken, ref]);
  const set = (change: Partial<TherapistForm>) => {
    if (taken) update.reset();
    form.set(change);
  };
  const discard = () => {
    update.reset();
    form.discard();
  };
  const section = { values: form.values, errors, set };

  return (
    <div ref={ref} className="grid gap-8">
      <PageHeader
        title="Settings"
        description="Your public page and the rules for booking with you."
        actions={
          <LinkButton variant="secondary" to={`/therapists/${profile.slug}`}>
            <ExternalLink aria-hidden="true" className="size-4" /> See your page
          </LinkButton>
        }
      />
      <ProfileSection {...section} saved={therapistForm(profile)} />
      <MoneySection {...section} />
      <CancellationSection {...section} />
      <SessionTypesSection profile={profile} />
      <BookingRulesSection {...section} profile={profile} />
      <SettingsSection
        bare
        title="The effect"
        description="The times your saved settings and hours offer, for each type and length. Save to see a change here."
      >
        <ClientPreview profile={profile} now={now} />
      </SettingsSection>
      {update.isError && !taken ? <ErrorNotice title="Nothing was saved" error={update.error} onRetry={submit} /> : null}
      {form.dirty ? (
        <UnsavedBar saveLabel="Save settings" saving={update.isPending} onDiscard={discard} onSave={submit}>
          {form.invalid || taken ? <span className="text-bad">Put the marked fields right first.</span> : null}
        </UnsavedBar>
      ) : null}
      <LeaveDialog dirty={form.dirty} what="your settings" />
    </div>
  );
}

/** A therapist's public profile and booking rules. */
export function TherapistSettings() {
  const profile = useOwnTherapistProfile();
  if (profile.isPending) return <SettingsSkeleton />;
  if (profile.isLoadingError) {
    return <ErrorNotice title="Your settings could not be loaded" error={profile.error} onRetry={() => void profile.refetch()} />;
  }
  if (!profile.data) return <EmptyState title="No therapist profile" description="This account has none, so there is nothing to set." />;
  return <TherapistSettingsForm profile={profile.data} />;
}
