import type { Check } from './check';

const SIGNS = { ok: '✓', warning: '!', failed: '✗' } as const;
const WORDS = { ok: 'ok', warning: 'note', failed: 'wrong' } as const;
const COLOURS = { ok: 32, warning: 33, failed: 31 } as const;

/** A line for each check, and one below it for what to do. */
export const reportOf = (checks: readonly Check[], isColoured: boolean): string => {
  const widest = Math.max(...checks.map(({ name }) => name.length));
  const lines = checks.flatMap(({ name, state, says, fix }) => {
    const sign = `${SIGNS[state]} ${WORDS[state].padEnd(5)}`;
    const shown = isColoured ? `\u001b[${COLOURS[state]}m${sign}\u001b[0m` : sign;
    const line = `${shown}  ${name.padEnd(widest)}  ${says}`;
    return fix === undefined ? [line] : [line, `${' '.repeat(11 + widest)}${fix}`];
  });
  return [...lines, '', summaryOf(checks)].join('\n');
};

const summaryOf = (checks: readonly Check[]): string => {
  const count = (state: Check['state']) => checks.filter((check) => check.state === state).length;
  const wrong = count('failed');
  const notes = count('warning');
  const noted = notes === 0 ? '' : `, ${notes} to note`;
  return wrong === 0 ? `Nothing is wrong${noted}.` : `${wrong} wrong${noted}.`;
};

export const isWell = (checks: readonly Check[]): boolean =>
  checks.every(({ state }) => state !== 'failed');
