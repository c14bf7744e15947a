import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toCsv } from './csv';

/** A reader of RFC 4180, written without a look at the writer. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = '';
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (quoted) {
      if (char !== '"') field += char;
      else if (text.charAt(at + 1) === '"') {
        field += '"';
        at += 1;
      } else quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === ',') {
      row.push(field);
      field = '';
    } else if (char === '\r' && text.charAt(at + 1) === '\n') {
      rows.push([...row, field]);
      row = [];
      field = '';
      at += 1;
    } else field += char;
  }
  return rows;
}

const anyCell = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '"', "'", ',', ' ', 'a', '1') }),
);
const table = fc.array(fc.array(anyCell, { minLength: 1, maxLength: 5 }), { maxLength: 6 });

it('CSV reads back as written, with an apostrophe before formulas', () => {
  fc.assert(
    fc.property(table, (rows) => {
      const read = readCsv(toCsv(rows));
      expect(read).toHaveLength(rows.length);
      rows.forEach((row, index) => {
        expect(read[index]?.map((text, column) => (text === `'${row[column] ?? ''}` ? text.slice(1) : text))).toEqual(row);
      });
    }),
  );
});

it('CSV has no cell that a spreadsheet would compute', () => {
  fc.assert(
    fc.property(table, (rows) => {
      for (const text of readCsv(toCsv(rows)).flat()) expect(text).not.toMatch(/^[=+\-@\t\r\n]/);
    }),
  );
});

it('CSV has the bytes that spreadsheets expect', () => {
  expect(
    toCsv([
      ['Name', 'Amount'],
      ['=HYPERLINK("x")', '80.00'],
      ['O’Neill, Ann', '7'],
    ]),
  ).toBe('Name,Amount\r\n"\'=HYPERLINK(""x"")",80.00\r\n"O’Neill, Ann",7\r\n');
});
