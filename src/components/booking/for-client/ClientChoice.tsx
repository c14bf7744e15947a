import { Check } from 'lucide-react';
import { useState } from 'react';
import { Avatar } from '@/components/ui/Avatar';
import { Button } from '@/components/ui/Button';
import { ErrorNotice } from '@/components/ui/ErrorNotice';
import { Field } from '@/components/ui/Field';
import { Input } from '@/components/ui/Input';
import { SegmentedControl } from '@/components/ui/SegmentedControl';
import { Skeleton } from '@/components/ui/Skeleton';
import { MOST_CLIENTS, useClients, type FoundClients, type KnownClient } from '@/data/sessions/use-clients';
import { useTypedSearch } from '@/lib/use-typed-search';
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
  const [search, setSearch] = useState('');
  const { typed, type } = useTypedSearch(search, setSearch);
  const clients = useClients(search);
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
  const trouble = clients.isLoadingError ? (
    <ErrorNotice title="Your clients could not be loaded" error={clients.error} onRetry={() => void clients.refetch()} />
  ) : null;
  if (search === '' && typed === '') {
    if (clients.isPending) return <Skeleton className="h-40" />;
    if (trouble) return trouble;
    if (clients.data?.clients.length === 0 && !clients.isPlaceholderData)
      return <p className="text-sm text-muted">You have no clients yet. Choose “Somebody new”.</p>;
  }
  return (
    <div className="grid gap-2">
      <Field label="Find a client" required error={error}>
        <Input
          type="search"
          autoComplete="off"
          placeholder="Name, email or phone"
          value={typed}
          onChange={(event) => type(event.target.value)}
        />
      </Field>
      {trouble ?? <FoundList found={clients.data} isOld={clients.isPlaceholderData} onChoose={onChoose} />}
    </div>
  );
}

interface FoundListProps {
  /** Undefined while nothing has been found yet. */
  found: FoundClients | undefined;
  /** True while the answer to what was typed last is not there yet. */
  isOld: boolean;
  onChoose: (client: KnownClient) => void;
}

/** The first of those found, and how to reach the others. */
function FoundList({ found, isOld, onChoose }: FoundListProps) {
  if (!found) return <Skeleton className="h-40" />;
  const { clients, isCut } = found;
  return (
    <>
      <ul aria-label="Clients" aria-busy={isOld} className="grid gap-0.5">
        {clients.slice(0, SHOWN).map((client) => (
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
        {isOld ? '' : restText(clients.length, isCut)}
      </p>
    </>
  );
}

function restText(found: number, isCut: boolean): string {
  if (found === 0) return 'Nobody by that name. Book for “Somebody new”.';
  if (isCut) return `There are more than ${MOST_CLIENTS}. Type more of the name.`;
  return found > SHOWN ? `And ${found - SHOWN} more: type to find them.` : '';
}
