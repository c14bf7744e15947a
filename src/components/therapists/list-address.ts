/** The list's place in the address: `?q=` and `?page=`, counted from 1. */
export interface ListAddress {
  search: string;
  page: number;
}

/** Reads the address; anything malformed counts as the first page of everything. */
export function readListAddress(params: URLSearchParams): ListAddress {
  const page = Number(params.get('page'));
  return { search: (params.get('q') ?? '').slice(0, 100), page: Number.isInteger(page) && page > 0 ? page : 1 };
}

/** `?q=…&page=…` without what is default. */
export function listHref({ search, page }: ListAddress): string {
  const params = new URLSearchParams();
  if (search !== '') params.set('q', search);
  if (page > 1) params.set('page', String(page));
  const text = params.toString();
  return text === '' ? '/therapists' : `/therapists?${text}`;
}
