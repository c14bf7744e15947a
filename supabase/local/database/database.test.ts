import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

import { afterEach, beforeEach, expect, it } from 'vitest';

import { waitForExit } from '../base/child-process.ts';
import { HOST } from '../base/config.ts';
import { freePorts } from '../base/ports.ts';
import { createProjectFolder, queryRows } from '../testing/project-folder.ts';
import type { ProjectFolder } from '../testing/project-folder.ts';
import { startDatabase } from './database.ts';

let project: ProjectFolder;

beforeEach(async () => {
  project = await createProjectFolder();
  await project.writeMigration('20260101000000_diary', 'create table public.diary (line text);');
});
afterEach(() => project.remove());

it('a second start finds the data of the first and applies only the new migration', async () => {
  await project.writeSeed("insert into public.diary values ('seeded');");
  const first = await project.start();
  await queryRows(first.dbUrl, "insert into public.diary values ('written')");
  await first.stop();
  await project.writeMigration('20260102000000_more', 'alter table public.diary add column more integer default 7;');

  const second = await project.start();
  expect(await queryRows(second.dbUrl, 'select line, more from public.diary order by line')).toEqual([
    { line: 'seeded', more: 7 },
    { line: 'written', more: 7 },
  ]);
});

it('a failing migration is reported in one sentence with the file and the error of Postgres, and the server is stopped', async () => {
  await project.writeMigration('20260102000000_broken', 'create table public.broken (id integer references public.nowhere (id));');
  const failure = await project.start().then(
    () => '',
    (error: unknown) => String(error),
  );
  expect(failure).toContain('supabase/migrations/20260102000000_broken.sql failed: relation "public.nowhere" does not exist');
  await expect(readFile(path.join(project.dataDir, 'postgres/postmaster.pid'), 'utf8')).rejects.toThrow('ENOENT');
});

it('a database server that is killed starts again by itself with every committed row', async () => {
  const database = await project.start();
  await queryRows(database.dbUrl, "insert into public.diary values ('acknowledged')");
  const pid = database.pid() ?? 0;
  process.kill(pid, 'SIGKILL');
  await waitForExit(pid, 5_000);
  await expect
    .poll(() => queryRows(database.dbUrl, 'select line from public.diary').catch(() => null), { timeout: 10_000 })
    .toEqual([{ line: 'acknowledged' }]);
});

it('a busy port is reported in one sentence with the port and the variable that changes it', async () => {
  const squatter = createServer().listen(0, HOST);
  await once(squatter, 'listening');
  try {
    const ports = { ...(await freePorts()), inbox: (squatter.address() as AddressInfo).port };
    const starting = startDatabase({ ephemeral: true, seed: false, ports, workdir: project.folder, log: () => undefined });
    await expect(starting).rejects.toThrow(
      `Port ${ports.inbox} is already in use: stop the program that has it, or choose another one with LOCAL_INBOX_PORT=<port>.`,
    );
  } finally {
    squatter.close();
  }
});
