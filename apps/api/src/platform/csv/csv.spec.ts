import { toCsv } from './csv';

describe('toCsv', () => {
  it('writes headings and rows with the line ends spreadsheets expect', () => {
    expect(
      toCsv(
        ['name', 'calls'],
        [
          ['Ada', 2],
          ['Bo', 0],
        ],
      ),
    ).toBe('name,calls\r\nAda,2\r\nBo,0\r\n');
  });

  it('writes headings alone when there is nothing to report', () => {
    expect(toCsv(['name'], [])).toBe('name\r\n');
  });

  it.each([
    ['plain text', 'Ada Lovelace', 'Ada Lovelace'],
    ['a comma', 'Lovelace, Ada', '"Lovelace, Ada"'],
    ['quotes', 'Ada "the first"', '"Ada ""the first"""'],
    ['a line break', 'Ada\nLovelace', '"Ada\nLovelace"'],
    ['a formula', '=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
    ['a plus', '+49 30', `'+49 30`],
    ['a minus', '-1', `'-1`],
    ['an at', '@SUM(A1)', `'@SUM(A1)`],
    ['a tab before a formula', '\t=1', `'\t=1`],
    ['a line break before a formula', '\n=1', `"'\n=1"`],
    ['a full-width formula', '＝1', `'＝1`],
    ['an equals sign further on', 'a=b', 'a=b'],
    ['a number', -3.5, '-3.5'],
    ['a truth', true, 'true'],
    ['nothing', null, ''],
  ])('writes %s safely', (_name, value, expected) => {
    expect(toCsv(['x'], [[value]])).toBe(`x\r\n${expected}\r\n`);
  });
});
