import { toCsv } from './csv';
import { CsvError, readCsv } from './read-csv';

const cellsOf = (text: string) => readCsv(text).map(({ cells }) => cells);

describe('readCsv', () => {
  it.each([
    [
      'plain cells',
      'a,b\r\n1,2\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['no line end after the last row', 'a\n1', [['a'], ['1']]],
    ['a byte order mark', '\uFEFFa\n', [['a']]],
    [
      'semicolons, as some countries’ spreadsheets write',
      'a;b\n1;2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['quotes, commas and line ends within quotes', '"x ""y"", z\nw",2', [['x "y", z\nw', '2']]],
    ['spaces around', ' a , "b" \n', [['a', 'b']]],
    ['empty cells and no empty rows', 'a,,c\n\n,,\n', [['a', '', 'c']]],
    ['nothing', '', []],
  ])('reads %s', (_name, text, expected) => {
    expect(cellsOf(text)).toEqual(expected);
  });

  it('counts the lines as an editor does', () => {
    expect(readCsv('a\n\n"b\nc"\nd').map(({ line }) => line)).toEqual([1, 3, 5]);
  });

  it.each([
    ['a quote that is never closed', 'a\n"b\nc\n', 2],
    ['text after a closing quote', 'a\n"b"c\n', 2],
  ])('refuses %s and names the line', (_name, text, line) => {
    expect(() => readCsv(text)).toThrow(CsvError);
    try {
      readCsv(text);
    } catch (error) {
      expect(error).toMatchObject({ line });
    }
  });

  it.each(['=1+1', '+49', '-1', '@x', 'plain', 'a "quoted", cell', "it's"])(
    'reads back what was written: %s',
    (value) => {
      expect(cellsOf(toCsv(['x'], [[value]]))).toEqual([['x'], [value]]);
    },
  );
});
