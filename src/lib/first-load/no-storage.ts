/**
 * Stands in for `@supabase/storage-js` in the browser (see vite.config.ts): the app keeps no files, and the real one
 * is 7 kB of every first load. `supabase.storage` exists and refuses to be used.
 */
export class StorageClient {
  from(): never {
    throw new Error('Storage is not part of this app; remove the alias in vite.config.ts to use it.');
  }
}

export class StorageApiError extends Error {}
