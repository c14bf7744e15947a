/** True when every word of the search is found in one of the texts, in upper or lower case. An empty search finds all. */
export function hasEveryWord(texts: readonly string[], search: string): boolean {
  const text = texts.join('\n').toLocaleLowerCase();
  return search
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
