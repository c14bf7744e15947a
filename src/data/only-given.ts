type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The object without its undefined fields: columns that are not mentioned stay as they are. */
export function onlyGiven<T extends object>(fields: T): Given<T>;
export function onlyGiven(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
