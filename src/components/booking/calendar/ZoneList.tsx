import { useId, useMemo, useState } from 'react';
import { Input } from '@/components/ui/Input';
import { listTimeZones, zoneCity, zoneShortName } from '@/domain/time-zone';
import { detectZone } from '@/lib/clock';

const SHOWN = 40;

/** What `ZonePicker` opens: every zone, this device's and the therapist's on top, found by city. */
export function ZoneList(props: { zone: string; therapistZone: string; at: Date; onChoose: (zone: string) => void }) {
  const [query, setQuery] = useState('');
  const id = useId();
  const zones = useMemo(
    () => [...new Set([detectZone(), props.therapistZone, props.zone, ...listTimeZones()])],
    [props.therapistZone, props.zone],
  );
  const wanted = query.trim().toLowerCase().replaceAll(' ', '_');
  const found = zones.filter(
    (zone) => zone.toLowerCase().includes(wanted) || zoneCity(zone).toLowerCase().includes(query.trim().toLowerCase()),
  );
  return (
    <div className="grid gap-3">
      <label htmlFor={id} className="sr-only">
        Find a city
      </label>
      <Input
        id={id}
        type="search"
        placeholder="Find a city"
        value={query}
        onChange={(event) => setQuery(event.target.value)}
        autoComplete="off"
      />
      <ul className="-mx-2 grid max-h-72 gap-0.5 overflow-y-auto p-1" aria-label="Time zones">
        {found.slice(0, SHOWN).map((zone) => (
          <li key={zone}>
            <button
              type="button"
              aria-pressed={zone === props.zone}
              onClick={() => props.onChoose(zone)}
              className="flex min-h-touch w-full items-center justify-between gap-3 rounded-small px-3 text-left hover:bg-sunken aria-pressed:bg-accent-soft aria-pressed:text-accent"
            >
              <span>
                <span className="font-medium">{zoneCity(zone)}</span>
                <span className="block text-xs text-muted">{hint(zone, props.therapistZone)}</span>
              </span>
              <span className="text-sm text-muted">{zoneShortName(props.at, zone)}</span>
            </button>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className="text-sm text-muted">No zone by that name. Try the largest city near you.</p>}
    </div>
  );
}

function hint(zone: string, therapistZone: string): string {
  if (zone === detectZone()) return 'Where this device is';
  return zone === therapistZone ? 'Where the therapist is' : zone.replaceAll('_', ' ');
}
