/** The first message of each field, from zod's list for each. */
export function firstMessages<Field extends string>(lists: Partial<Record<Field, string[]>>): Partial<Record<Field, string>> {
  const messages: Partial<Record<Field, string>> = {};
  for (const field in lists) {
    const message = lists[field]?.[0];
    if (message !== undefined) messages[field] = message;
  }
  return messages;
}
