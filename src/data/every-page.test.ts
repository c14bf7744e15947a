import { describe, expect, it } from 'vitest';
import { everyPage, PAGE_ROWS } from './every-page';

describe('everyPage', () => {
  it.each([0, 1, PAGE_ROWS - 1, PAGE_ROWS, PAGE_ROWS + 1, 3 * PAGE_ROWS])('answers all %i rows of a query', async (count) => {
    const table = Array.from({ length: count }, (_, index) => index);
    const asked: number[] = [];
    const rows = await everyPage(async (from, to) => {
      asked.push(from);
      return { data: table.slice(from, to + 1), error: null };
    });
    expect(rows).toEqual(table);
    expect(asked).toHaveLength(Math.floor(count / PAGE_ROWS) + 1);
  });

  it('throws when one page fails', async () => {
    const pages = everyPage(async (from) =>
      from === 0
        ? { data: Array.from({ length: PAGE_ROWS }, () => 1), error: null }
        : { data: null, error: { code: '42501', message: 'permission denied', details: '', hint: '' } },
    );
    await expect(pages).rejects.toMatchObject({ kind: 'permission' });
  });
});
