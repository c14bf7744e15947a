/**
 * A path inside this app to go to next, or `fallback`. Anything a browser could read as another origin is refused:
 * `//host`, `/\host`, `javascript:`, absolute addresses, control characters, and dots that normalise to `//`.
 */
export function safeRedirect(target: string | null | undefined, fallback = '/'): string {
  if (!target || !target.startsWith('/')) return fallback;
  // Browsers drop tabs and newlines and read a backslash as a slash, before they look for the host.
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u001f\u007f\\]/.test(target) || target.startsWith('//')) return fallback;
  const base = 'https://app.invalid';
  let url: URL;
  try {
    url = new URL(target, base);
  } catch {
    return fallback;
  }
  const path = `${url.pathname}${url.search}${url.hash}`;
  return url.origin === base && !path.startsWith('//') ? path : fallback;
}
