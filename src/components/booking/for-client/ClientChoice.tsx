import { Check } from 'lucide-react';
import { useState } from 'react';
import { Avatar } from '@/components/ui/Avatar';
import { Button } from '@/components/ui/Button';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { Field } from '@/components/ui/Field';
import { Input } from '@/components/ui/Input';
import { SegmentedControl } from '@/components/ui/SegmentedControl';
import { Skeleton } from '@/components/ui/Skeleton';
import { useClients } from '@/data/sessions/use-clients';
import type { KnownClient } from '@/domain/clients';
import type { WhoDraft } from './for-client-form';

interface ClientChoiceProps {
  who: WhoDraft;
  errors: Record<'known' | 'name' | 'email', string | undefined>;
  onChange: (change: Partial<WhoDraft>) => void;
}

const SHOWN = 5;

/** Chooses one of the therapist's clients, found by name or email, or takes a guest's name and contact. */
export function ClientChoice({ who, errors, onChange }: ClientChoiceProps) {
  return (
    <div className="grid gap-3">
      <SegmentedControl
        label="Who is it for?"
        value={who.kind}
        onValueChange={(kind) => onChange({ kind })}
        options={[
          { value: 'known', label: 'Your clients' },
          { value: 'new', label: 'Somebody new' },
        ]}
      />
      {who.kind === 'known' ? <KnownClients chosen={who.known} error={errors.known} onChoose={(known) => onChange({ known })} /> : null}
      {who.kind === 'new' ? (
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Name" required error={errors.name} className="sm:col-span-2">
            <Input maxLength={120} autoComplete="off" value={who.name} onChange={(event) => onChange({ name: event.target.value })} />
          </Field>
          <Field label="Email" error={errors.email}>
            <Input
              type="email"
              maxLength={254}
              autoComplete="off"
              value={who.email}
              onChange={(event) => onChange({ email: event.target.value })}
            />
          </Field>
          <Field label="Phone">
            <Input
              type="tel"
              maxLength={40}
              autoComplete="off"
              value={who.phone}
              onChange={(event) => onChange({ phone: event.target.value })}
            />
          </Field>
        </div>
      ) : null}
    </div>
  );
}

interface KnownClientsProps {
  chosen: KnownClient | null;
  error: string | undefined;
  onChoose: (client: KnownClient | null) => void;
}

const contactOf = (client: KnownClient) => client.email || client.phone || 'No contact details';

function KnownClients({ chosen, error, onChoose }: KnownClientsProps) {
  const clients = useClients();
  const [search, setSearch] = useState('');
  if (clients.isPending) return <Skeleton className="h-40" />;
  if (clients.isLoadingError)
    return <ErrorNotice title="Your clients could not be loaded" error={clients.error} onRetry={() => void clients.refetch()} />;
  if (clients.data.length === 0) return <p className="text-sm text-muted">You have no clients yet. Choose “Somebody new”.</p>;
  if (chosen) {
    return (
      <div className="flex items-center gap-3 rounded-field border border-accent-line bg-accent-soft/60 px-3 py-2">
        <Avatar name={chosen.name} size="sm" />
        <p className="min-w-0 grow">
          <span className="flex items-center gap-1.5 font-semibold">
            {chosen.name} <Check aria-hidden="true" className="size-4 text-accent" />
          </span>
          <span className="block truncate text-sm text-muted">{contactOf(chosen)}</span>
        </p>
        <Button variant="quiet" size="sm" onClick={() => onChoose(null)}>
          Change<span className="sr-only"> the client</span>
        </Button>
      </div>
    );
  }
  const words = search.trim().toLowerCase();
  const found = clients.data.filter((client) => `${client.name} ${client.email} ${client.phone}`.toLowerCase().includes(words));
  const latestFirst = words === '' ? found.toSorted((a, b) => (b.lastSession ?? '').localeCompare(a.lastSession ?? '')) : found;
  return (
    <div className="grid gap-2">
      <Field label="Find a client" required error={error}>
        <Input
          type="search"
          autoComplete="off"
          placeholder="Name, email or phone"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      </Field>
      <ul aria-label="Clients" className="grid gap-0.5">
        {latestFirst.slice(0, SHOWN).map((client) => (
          <li key={client.id ?? `${client.email} ${client.name}`}>
            <button
              type="button"
              onClick={() => onChoose(client)}
              className="flex min-h-touch w-full items-center gap-3 rounded-small px-2 py-1 text-left transition-colors duration-150 hover:bg-sunken"
            >
              <Avatar name={client.name} size="sm" />
              <span className="min-w-0">
                <span className="block font-medium">{client.name}</span>
                <span className="block truncate text-sm text-muted">{contactOf(client)}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <p role="status" className="text-sm text-muted empty:hidden">
        {found.length === 0
          ? 'Nobody by that name. Book for “Somebody new”.'
          : found.length > SHOWN
            ? `And ${found.length - SHOWN} more: type to find them.`
            : ''}
      </p>
    </div>
  );
}
