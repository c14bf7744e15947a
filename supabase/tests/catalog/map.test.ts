import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { database } from '../support/sql.ts';

const folder = path.resolve(import.meta.dirname, '../..');
const readme = readFileSync(path.join(folder, 'README.md'), 'utf8');

/** The SQL of each slice, by its name, without comments. */
const slices = new Map(
  readdirSync(path.join(folder, 'migrations')).map((file) => [
    file.replace(/^\d+_|\.sql$/g, ''),
    readFileSync(path.join(folder, 'migrations', file), 'utf8').replace(/^\s*--.*$/gm, ''),
  ]),
);

/** The slices whose SQL matches, as the map lists them. */
const slicesWith = (pattern: RegExp) => [...slices].flatMap(([name, sql]) => (pattern.test(sql) ? [name] : [])).sort();

/** The rows of the table under a heading of the map, cell by cell; each name of the named column has a row of its own. */
function rowsUnder(heading: string, named = 0): string[][] {
  const [, section = ''] = readme.split(`\n## ${heading}\n`);
  const [, ...rows] = (section.split('\n## ')[0] ?? '').split('\n').filter((line) => /^\| (?!---)/.test(line));
  return rows.flatMap((row) => {
    const cells = row.split('|').slice(1, -1);
    const names = [...(cells[named] ?? '').matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
    return names.map((name) => cells.map((cell, index) => (index === named ? name : cell.trim())));
  });
}

describe('The map in supabase/README.md', () => {
  it('names every table, with the slice that creates it', async () => {
    const tables = await database()<{ name: string; qualified: string }[]>`
      select c.oid::regclass::text as name, c.relnamespace::regnamespace || '.' || c.relname as qualified from pg_catalog.pg_class as c
      where c.relnamespace in ('public'::regnamespace, 'private'::regnamespace) and c.relkind in ('r', 'p')`;
    expect(
      rowsUnder('Tables')
        .map(([table, slice]) => `${table} in ${slice}`)
        .sort(),
    ).toEqual(
      tables.map(({ name, qualified }) => `${name} in ${slicesWith(new RegExp(`^create table ${qualified} `, 'm')).join()}`).sort(),
    );
  });

  it('names every function that the API exposes, with its slice and who may call it', async () => {
    const functions = await database()<{ name: string; who: string }[]>`
      select distinct p.proname as name, case when has_function_privilege('anon', p.oid, 'EXECUTE') then 'anyone'
        when has_function_privilege('authenticated', p.oid, 'EXECUTE') then 'signed in'
        when has_function_privilege('service_role', p.oid, 'EXECUTE') then 'service' else 'no one' end as who
      from pg_catalog.pg_proc as p where p.pronamespace = 'public'::regnamespace`;
    expect(
      rowsUnder('Functions of the API')
        .map(([name, slice, who]) => `${name} in ${slice} for ${who}`)
        .sort(),
    ).toEqual(
      functions
        .map(({ name, who }) => `${name} in ${slicesWith(new RegExp(`create function public\\.${name}\\(`)).join()} for ${who}`)
        .sort(),
    );
  });

  it('names every trigger of client_sessions, with its slice, in the order in which they fire', async () => {
    // Before the change and then after it, by name ("C": byte by byte). tgtype: 2 is before; 4, 8 and 16 the three events.
    const triggers = await database()<{ moment: string; name: string }[]>`
      select case when t.tgtype & 2 > 0 then 'before ' else 'after ' end || e.event as moment, t.tgname as name
      from pg_catalog.pg_trigger as t
      join (values (4, 'insert'), (16, 'update'), (8, 'delete')) as e (bit, event) on t.tgtype & e.bit > 0
      where t.tgrelid = 'public.client_sessions'::regclass and not t.tgisinternal
      order by t.tgtype & 2 desc, e.event = 'delete', e.event = 'update', t.tgname collate "C"`;
    expect(rowsUnder('Triggers of client_sessions', 1).map(([moment, name, slice]) => `${moment}: ${name} in ${slice}`)).toEqual(
      triggers.map(({ moment, name }) => `${moment}: ${name} in ${slicesWith(new RegExp(`^create trigger ${name} `, 'm')).join()}`),
    );
  });

  it('names every refusal code that the SQL raises, with its status and the slices that raise it', async () => {
    const statusOf = new Map<string, Set<string>>();
    const raised = (code: string, status: string, from: string) =>
      statusOf.set(`${code} ${status}`, (statusOf.get(`${code} ${status}`) ?? new Set()).add(from));
    for (const [slice, sql] of slices)
      for (const [, status = '', code = ''] of sql.matchAll(/\.refuse\(\s*(\d{3}),\s*'([A-Z_]+)'/g)) raised(code, status, slice);

    // The codes of the slot rule are raised by refuse_slot, which knows their status: it is asked, with no terms and no start.
    const [rule] = await database()<{ code: string[] }[]>`
      select array(select m[1] from regexp_matches(p.prosrc, 'return ''([A-Z_]+)''', 'g') as m) as code
      from pg_catalog.pg_proc as p where p.oid = 'private.slot_refusal'::regproc`;
    for (const code of rule?.code ?? []) {
      const refusal: unknown = await database()`select private.refuse_slot(${code}, null, null, null, now())`.catch(
        (error: unknown) => error,
      );
      expect(refusal).toMatchObject({ hint: code, code: expect.stringMatching(/^PT\d{3}$/) as string });
      raised(code, (refusal as { code: string }).code.slice(2), 'slot_rule');
    }

    // No other function may refuse with a code that is not written in the call: it would be missing above.
    const computed = await database()<{ name: string }[]>`
      select p.proname as name from pg_catalog.pg_proc as p where p.prosrc ~ '\\.refuse\\(\\s*\\d+,\\s*[^''\\s]' order by 1`;
    expect(computed.map(({ name }) => name)).toEqual(['book_for', 'refuse_slot']);

    expect(
      rowsUnder('Refusal codes')
        .map(([code, status, from]) => `${code} ${status}: ${from?.split(', ').sort().join(', ')}`)
        .sort(),
    ).toEqual([...statusOf].map(([code, from]) => `${code}: ${[...from].sort().join(', ')}`).sort());
  });
});
