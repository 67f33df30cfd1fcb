/** Where the text stops being CSV; lines are counted from 1. */
export class CsvError extends Error {
  override readonly name = 'CsvError';

  constructor(
    readonly line: number,
    readonly problem: string,
  ) {
    super(`Line ${line}: ${problem}`);
  }
}

export type CsvRow = { line: number; cells: string[] };

/** What `toCsv` puts before text that a spreadsheet would run. */
const DEFUSED = /^'(?=[=+\-@\t\r\n＝＋－＠])/;

/**
 * RFC 4180 as spreadsheets write it: with or without a byte order mark, with commas or semicolons,
 * any line ends. Rows without a word are left out. Throws CsvError.
 */
export const readCsv = (text: string): CsvRow[] => {
  const source = text.replace(/^\uFEFF/, '');
  const separator = separatorOf(source);
  const rows: CsvRow[] = [];
  let row: CsvRow = { line: 1, cells: [] };
  let cell = '';
  let line = 1;
  let state: 'plain' | 'quoted' | 'closed' = 'plain';
  let openedAt = 0;
  const endCell = (): void => {
    row.cells.push((state === 'closed' ? cell : cell.trim()).replace(DEFUSED, ''));
    cell = '';
    state = 'plain';
  };
  const endRow = (): void => {
    endCell();
    if (row.cells.some((one) => one !== '')) rows.push(row);
    row = { line, cells: [] };
  };
  for (let at = 0; at < source.length; at += 1) {
    const one = source.charAt(at);
    if (one === '\n') line += 1;
    if (state === 'quoted') {
      if (one !== '"') cell += one;
      else if (source.charAt(at + 1) === '"') {
        cell += one;
        at += 1;
      } else state = 'closed';
    } else if (one === separator) endCell();
    else if (one === '\n') endRow();
    else if (one === '\r') continue;
    else if (one === '"' && cell.trim() === '' && state === 'plain') {
      cell = '';
      state = 'quoted';
      openedAt = line;
    } else if (state === 'closed') {
      if (one.trim() !== '') throw new CsvError(line, 'There is text after a closing quote');
    } else cell += one;
  }
  if (state === 'quoted') throw new CsvError(openedAt, 'A quote is opened here and never closed');
  endRow();
  return rows;
};

const separatorOf = (source: string): string => {
  const [heading = ''] = source.split('\n', 1);
  return heading.includes(';') && !heading.includes(',') ? ';' : ',';
};
