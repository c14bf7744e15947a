import { ExternalLink } from 'lucide-react';
import { EmptyState } from '@/components/ui/EmptyState';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { LinkButton } from '@/components/ui/LinkButton';
import { PageHeader } from '@/components/ui/PageHeader';
import { useToast } from '@/components/ui/use-toast';
import type { TherapistProfile } from '@/data/therapists/therapist';
import { useOwnTherapistProfile } from '@/data/therapists/use-own-therapist-profile';
import { useUpdateTherapistProfile } from '@/data/therapists/use-update-therapist-profile';
import { useNow } from '@/lib/use-now';
import { useZodForm } from '@/lib/use-zod-form';
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
import { therapistForm, therapistFormSchema } from './therapist-form';

function TherapistSettingsForm({ profile }: { profile: TherapistProfile }) {
  const update = useUpdateTherapistProfile();
  const toast = useToast();
  const now = useNow();
  const { ref, submit, discard, failure, pending, dirty, invalid, ...form } = useZodForm({
    schema: therapistFormSchema,
    values: therapistForm(profile),
    submit: async (patch) => {
      const saved = await update.mutateAsync(patch);
      toast.success('Your settings are saved.');
      return therapistForm(saved);
    },
    // The address is the only value of a profile that no other profile may have.
    refusedField: ({ code }) => (code === 'DUPLICATE' ? { name: 'slug', message: 'This address is taken. Choose another.' } : undefined),
  });

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
      <ProfileSection form={form} savedSlug={profile.slug} />
      <MoneySection form={form} />
      <CancellationSection form={form} />
      <SessionTypesSection profile={profile} />
      <BookingRulesSection form={form} profile={profile} />
      <SettingsSection
        bare
        title="The effect"
        description="The times your saved settings and hours offer, for each type and length. Save to see a change here."
      >
        <ClientPreview profile={profile} now={now} />
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
