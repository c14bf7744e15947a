import { ExternalLink } from 'lucide-react';
import { EmptyState } from '@/components/ui/EmptyState';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { LinkButton } from '@/components/ui/LinkButton';
import { PageHeader } from '@/components/ui/PageHeader';
import { useToast } from '@/components/ui/use-toast';
import type { TherapistProfile } from '@/data/therapists/therapist';
import { useOwnTherapistProfile } from '@/data/therapists/use-own-therapist-profile';
import { useUpdateTherapistProfile } from '@/data/therapists/use-update-therapist-profile';
import { LeaveDialog } from '../unsaved/LeaveDialog';
import { UnsavedBar } from '../unsaved/UnsavedBar';
import { BookingRulesSection } from './BookingRulesSection';
import { MoneySection } from './MoneySection';
import { ProfileSection } from './ProfileSection';
import { SettingsSkeleton } from './SettingsSkeleton';
import { checkTherapistForm, therapistForm } from './therapist-form';
import { useSettingsForm } from './useSettingsForm';

function TherapistSettingsForm({ profile }: { profile: TherapistProfile }) {
  const update = useUpdateTherapistProfile();
  const toast = useToast();
  const form = useSettingsForm({
    saved: therapistForm(profile),
    check: checkTherapistForm,
    save: update.mutateAsync,
    onSaved: () => toast.success('Your settings are saved.'),
  });
  const section = { values: form.values, errors: form.errors, set: form.set };

  return (
    <div className="grid gap-8">
      <PageHeader
        title="Settings"
        description="Your public page and the rules for booking with you."
        actions={
          <LinkButton variant="secondary" to={`/therapists/${profile.slug}`}>
            <ExternalLink aria-hidden="true" className="size-4" /> See your page
          </LinkButton>
        }
      />
      <ProfileSection {...section} />
      <MoneySection {...section} />
      <BookingRulesSection {...section} />
      {update.isError ? <ErrorNotice title="Nothing was saved" error={update.error} onRetry={form.submit} /> : null}
      {form.dirty ? (
        <UnsavedBar saveLabel="Save settings" saving={update.isPending} onDiscard={form.discard} onSave={form.submit}>
          {form.invalid ? <span className="text-bad">Put the marked fields right first.</span> : null}
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
  if (profile.isError) {
    return <ErrorNotice title="Your settings could not be loaded" error={profile.error} onRetry={() => void profile.refetch()} />;
  }
  if (!profile.data) return <EmptyState title="No therapist profile" description="This account has none, so there is nothing to set." />;
  return <TherapistSettingsForm profile={profile.data} />;
}
