import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';

import { PROJECT } from '../base/config.ts';
import { createProjectFolder, queryRows } from '../testing/project-folder.ts';
import type { ProjectFolder } from '../testing/project-folder.ts';
import { essenceOf, readMigrationState } from './migration-state.ts';
import { resetDatabase } from './reset.ts';

const DIARY = `-- A diary.
create table public.diary (line text); -- one line a day
comment on table public.diary is 'It''s a diary; one line a day.';
create function public.lines() returns bigint language sql as $$
  select count(*) from public.diary -- don't count twice
$$;
`;
const MOOD = 'alter table public.diary add column mood text;';

describe('between two texts of a migration,', () => {
  it.each([
    ['another comment', 'select 1; -- one', 'select 1; /* the first\n number */'],
    ['another layout', 'select  1 ;\n\nselect 2;', 'select 1;\nselect\n2'],
    ['another text for "comment on"', "comment on column a.b is 'x; y'", "COMMENT ON COLUMN a.b IS 'it''s'\n  'two parts'"],
  ])('%s does not count as a change', (_what, before, after) => {
    expect(essenceOf(after)).toBe(essenceOf(before));
  });

  it.each([
    ['another name', 'select a', 'select b'],
    ['another quoted text', "select 'a -- b'", "select 'a -- c'"],
    ['white space inside quotes', "select 'a b'", "select 'ab'"],
    ['a quoted name in capitals', 'select "a b"', 'select "A b"'],
  ])('%s counts as a change', (_what, before, after) => {
    expect(essenceOf(after)).not.toBe(essenceOf(before));
  });
});

it('a database made by the migrations of the project is up to date with them', async () => {
  expect(await readMigrationState(inject('stack').dbUrl, PROJECT.root)).toMatchObject({ pending: [], edited: [], removed: [] });
});

describe('a start on a database made by older migrations', () => {
  let project: ProjectFolder;
  const writeMigrations = async () => {
    await project.writeMigration('20260101000000_diary', DIARY);
    await project.writeMigration('20260102000000_mood', MOOD);
  };

  // One database for all of them, because making one takes seconds. Those that change it come last.
  beforeAll(async () => {
    project = await createProjectFolder();
    await writeMigrations();
    await project.writeSeed("insert into public.diary values ('seeded');");
    const first = await project.start();
    await queryRows(first.dbUrl, "insert into public.diary values ('written')");
    await first.stop();
  });
  beforeEach(writeMigrations);
  afterEach(() => project.stop());
  afterAll(() => project.remove());

  /** Starts again. Returns what the start told the developer, and the lines that are in the diary then. */
  async function startAgain(confirmReset?: (sentence: string) => Promise<boolean>) {
    const told: string[] = [];
    const database = await project.start({ log: (line) => told.push(line), confirmReset });
    const lines = await queryRows(database.dbUrl, 'select line from public.diary order by line');
    return { database, told, lines };
  }
  const KEPT = [{ line: 'seeded' }, { line: 'written' }];
  const DEMO_ONLY = [{ line: 'seeded' }];
  const sentence = (changes: string) =>
    `This database was made by older migrations (${changes} since) and stays as it is; "npm run db:reset" deletes what is in it and rebuilds it with the demo data.`;

  it('says nothing when no migration was changed', async () => {
    const { database, told, lines } = await startAgain();
    expect({ told, lines, isOutdated: database.isOutdated }).toEqual({ told: [], lines: KEPT, isOutdated: false });
  });

  it('says nothing when only comments and layout of a migration were changed', async () => {
    const reworded = DIARY.replace('A diary.', "The developer's\n-- diary.")
      .replace('(line text)', '(\n  line text\n)')
      .replace("'It''s a", "'A");
    await project.writeMigration('20260101000000_diary', reworded);
    const { told, lines } = await startAgain();
    expect({ told, lines }).toEqual({ told: [], lines: KEPT });
  });

  it('says in one sentence that a migration was edited, keeps the data and applies no other migration', async () => {
    await project.writeMigration('20260101000000_diary', DIARY.replace('line text', 'line text not null'));
    await project.writeMigration('20260103000000_place', 'alter table public.diary add column place text;');
    const { database, told, lines } = await startAgain();
    await project.removeMigration('20260103000000_place');
    expect({ told, lines, isOutdated: database.isOutdated }).toEqual({
      told: [sentence('1 edited, 1 added')],
      lines: KEPT,
      isOutdated: true,
    });
    expect(await queryRows(database.dbUrl, 'select version from supabase_migrations.schema_migrations')).toHaveLength(2);
  });

  it('says in one sentence that a migration was merged into another one, and keeps the data', async () => {
    await project.removeMigration('20260102000000_mood');
    await project.writeMigration('20260101000000_diary', `${DIARY}${MOOD}`);
    const { told, lines } = await startAgain();
    expect({ told, lines }).toEqual({ told: [sentence('1 edited, 1 removed')], lines: KEPT });
  });

  it('keeps the data when the developer declines the reset, and asks again at the next start', async () => {
    await project.removeMigration('20260102000000_mood');
    const asked: string[] = [];
    const decline = async (question: string) => {
      asked.push(question);
      return false;
    };
    const first = await startAgain(decline);
    expect({ told: first.told, lines: first.lines }).toEqual({ told: [], lines: KEPT });
    await first.database.stop();
    expect((await startAgain(decline)).lines).toEqual(KEPT);
    expect(asked).toEqual([sentence('1 removed'), sentence('1 removed')]);
  });

  it('notices a removed migration where the database has versions only and no statements', async () => {
    const { database } = await startAgain();
    await queryRows(database.dbUrl, 'update supabase_migrations.schema_migrations set statements = null');
    await database.stop();
    await project.removeMigration('20260102000000_mood');
    const { told, lines } = await startAgain();
    expect({ told, lines }).toEqual({ told: [sentence('1 removed')], lines: KEPT });
  });

  it('rebuilds the database when the developer agrees to the reset, and says nothing at the next start', async () => {
    await project.removeMigration('20260102000000_mood');
    const reset = await startAgain(async () => true);
    expect({ lines: reset.lines, isOutdated: reset.database.isOutdated }).toEqual({ lines: DEMO_ONLY, isOutdated: false });
    await reset.database.stop();
    expect((await startAgain()).told).toEqual([]);
  });

  it('a reset while the outdated database is running brings it up to date', async () => {
    await project.writeMigration('20260101000000_diary', DIARY.replace('line text', 'line text not null'));
    const { database, told } = await startAgain();
    expect(told).toEqual([sentence('1 edited, 1 added')]);
    await resetDatabase({ databaseUrl: database.dbUrl, seed: true, workdir: project.folder, log: () => undefined });
    expect(await queryRows(database.dbUrl, 'select line from public.diary')).toEqual(DEMO_ONLY);
    expect(await readMigrationState(database.dbUrl, project.folder)).toEqual({ pending: [], edited: [], removed: [], seeded: true });
  });
});
