import { useId, type ReactNode } from 'react';
import { Card } from '@/components/ui/Card';
import { useSection, type Section } from '@/lib/use-section';

interface SettingsSectionProps {
  title: string;
  description: ReactNode;
  children: ReactNode;
  /** Where links from elsewhere lead. */
  section?: Section;
  /** The content brings its own cards. */
  bare?: boolean;
}

/** One group of settings: what it is about on the left, its fields on the right. */
export function SettingsSection({ title, description, children, section, bare = false }: SettingsSectionProps) {
  const id = useId();
  const target = useSection(section);
  return (
    <section {...target} aria-labelledby={id} className="outline-none grid gap-x-8 gap-y-3 lg:grid-cols-[14rem_minmax(0,1fr)]">
      <div>
        <h2 id={id} className="text-heading">
          {title}
        </h2>
        <p className="mt-1 text-sm text-muted">{description}</p>
      </div>
      {bare ? children : <Card className="grid gap-5 p-5 sm:p-6">{children}</Card>}
    </section>
  );
}
