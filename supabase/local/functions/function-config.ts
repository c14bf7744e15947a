import { readFileSync } from 'node:fs';

/**
 * Which functions `supabase/config.toml` wants called with a valid access token only.
 * Supabase's default is true, so a function without the setting needs a token here too.
 * Reads just `[functions.<name>]` and `verify_jwt`; the CLI validates the file as a whole.
 */
export function readVerifyJwt(configPath: string): (name: string) => boolean {
  let text: string;
  try {
    text = readFileSync(configPath, 'utf8');
  } catch {
    return () => false;
  }
  const settings = new Map<string, boolean>();
  let section = '';
  for (const line of text.split('\n')) {
    const header = /^\s*\[([^\]]+)\]/.exec(line);
    if (header?.[1]) section = header[1].replaceAll(/["'\s]/g, '');
    const setting = /^\s*verify_jwt\s*=\s*(true|false)\b/.exec(line);
    if (setting && section.startsWith('functions.')) {
      settings.set(section.slice('functions.'.length), setting[1] === 'true');
    }
  }
  return (name) => settings.get(name) ?? true;
}
