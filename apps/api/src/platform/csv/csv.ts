export type CsvCell = string | number | boolean | null;

/** What a spreadsheet takes for the beginning of a formula, full-width forms included. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
const NEEDS_QUOTES = /[",\r\n]/;

/**
 * RFC 4180, with a line of headings. Text that a spreadsheet would run as a formula is led by an
 * apostrophe: names and titles are written by users.
 */
export const toCsv = (headings: readonly string[], rows: readonly (readonly CsvCell[])[]): string =>
  csvLines([headings, ...rows]);

/** For files that are written piece by piece. */
export const csvLines = (rows: readonly (readonly CsvCell[])[]): string =>
  rows.map((row) => `${row.map(toCell).join(',')}\r\n`).join('');

const toCell = (value: CsvCell): string => {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
