import { Field } from '@/components/ui/Field';
import { Input } from '@/components/ui/Input';
import { Textarea } from '@/components/ui/Textarea';
import { SettingsSection } from './SettingsSection';
import { TagInput } from './TagInput';
import type { TherapistForm, TherapistSectionProps } from './therapist-form';

const pageAddress = (slug: string) => `${window.location.host}/therapists/${slug || '…'}`;
/** The page's address as it is typed: characters that an address cannot have are replaced at once. */
const asSlug = (text: string) => text.toLowerCase().replaceAll(/[\s_]+/g, '-');

/** What clients read about the therapist. */
export function ProfileSection({ values, saved, errors, set }: TherapistSectionProps & { saved: TherapistForm }) {
  return (
    <SettingsSection title="Public profile" description="What clients read before they book. Everything here can be seen by anyone.">
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label="Name" required error={errors.fullName}>
          <Input autoComplete="name" value={values.fullName} onChange={(event) => set({ fullName: event.target.value })} />
        </Field>
        <Field label="Where you work" hint="A place, or online." error={errors.location}>
          <Input value={values.location} onChange={(event) => set({ location: event.target.value })} />
        </Field>
      </div>
      <Field
        label="Page address"
        required
        hint={
          values.slug === saved.slug
            ? `Your page is at ${pageAddress(saved.slug)}`
            : `From ${pageAddress(saved.slug)} to ${pageAddress(values.slug)}. Links to the old address stop working.`
        }
        error={errors.slug}
      >
        <Input
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={80}
          value={values.slug}
          onChange={(event) => set({ slug: asSlug(event.target.value) })}
        />
      </Field>
      <Field label="Headline" hint="One line under your name." error={errors.headline}>
        <Input value={values.headline} maxLength={160} onChange={(event) => set({ headline: event.target.value })} />
      </Field>
      <Field label="About you" error={errors.bio}>
        <Textarea rows={5} maxLength={4000} value={values.bio} onChange={(event) => set({ bio: event.target.value })} />
      </Field>
      <Field label="Specialties" hint="Press Enter after each." error={errors.specialties}>
        <TagInput
          what="specialty"
          placeholder="Sports injuries"
          values={values.specialties}
          onChange={(specialties) => set({ specialties })}
        />
      </Field>
      <Field label="Languages" hint="Press Enter after each." error={errors.languages}>
        <TagInput what="language" placeholder="English" values={values.languages} onChange={(languages) => set({ languages })} />
      </Field>
    </SettingsSection>
  );
}
