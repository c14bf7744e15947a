type ClassValue = string | false | null | undefined;

/** Joins class names, leaving out what is empty. Later names do not override earlier ones: CSS order decides. */
export function cn(...values: readonly ClassValue[]): string {
  return values.filter(Boolean).join(' ');
}
