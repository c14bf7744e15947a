import { Controller, useWatch } from 'react-hook-form';
import { Field } from '@/components/ui/Field';
import { Input } from '@/components/ui/Input';
import { Textarea } from '@/components/ui/Textarea';
import { SettingsSection } from './SettingsSection';
import { TagInput } from './TagInput';
import type { TherapistSectionProps } from './therapist-form';

const pageAddress = (slug: string) => `${window.location.host}/therapists/${slug || '…'}`;
/** The page's address as it is typed: characters that an address cannot have are replaced at once. */
const asSlug = (text: string) => text.toLowerCase().replaceAll(/[\s_]+/g, '-');

/** What clients read about the therapist. */
export function ProfileSection({ form, savedSlug }: TherapistSectionProps & { savedSlug: string }) {
  const { control, register, errors } = form;
  const slug = useWatch({ control, name: 'slug' });
  return (
    <SettingsSection title="Public profile" description="What clients read before they book. Everything here can be seen by anyone.">
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label="Name" required error={errors.fullName?.message}>
          <Input autoComplete="name" {...register('fullName')} />
        </Field>
        <Field label="Where you work" hint="A place, or online." error={errors.location?.message}>
          <Input {...register('location')} />
        </Field>
      </div>
      <Field
        label="Page address"
        required
        hint={
          slug === savedSlug
            ? `Your page is at ${pageAddress(savedSlug)}`
            : `From ${pageAddress(savedSlug)} to ${pageAddress(slug)}. Links to the old address stop working.`
        }
        error={errors.slug?.message}
      >
        <Controller
          control={control}
          name="slug"
          render={({ field }) => (
            <Input
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              maxLength={80}
              {...field}
              onChange={(event) => field.onChange(asSlug(event.target.value))}
            />
          )}
        />
      </Field>
      <Field label="Headline" hint="One line under your name." error={errors.headline?.message}>
        <Input maxLength={160} {...register('headline')} />
      </Field>
      <Field label="About you" error={errors.bio?.message}>
        <Textarea rows={5} maxLength={4000} {...register('bio')} />
      </Field>
      <Field label="Specialties" hint="Press Enter after each." error={errors.specialties?.message}>
        <Controller
          control={control}
          name="specialties"
          render={({ field }) => <TagInput what="specialty" placeholder="Sports injuries" values={field.value} onChange={field.onChange} />}
        />
      </Field>
      <Field label="Languages" hint="Press Enter after each." error={errors.languages?.message}>
        <Controller
          control={control}
          name="languages"
          render={({ field }) => <TagInput what="language" placeholder="English" values={field.value} onChange={field.onChange} />}
        />
      </Field>
    </SettingsSection>
  );
}
