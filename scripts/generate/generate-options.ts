import { parseArgs } from 'node:util';

export type GenerateOptions = {
  calls: number;
  seed: number;
  /** The last day, in every organization's own time zone. */
  until: string;
  dataDir: string;
  besideRealData: boolean;
};

export const GENERATE_USAGE = `npm run generate -- [--calls 1000000] [--seed 1] [--until 2026-11-25]
  --calls N            calls over one year: half of them in the largest organization, a tenth in the
                       next, the rest in forty small ones; each has about twenty turns and ten
                       usage records
  --seed N             the same seed makes the same data
  --until DAY          the last day [yesterday]
  --data-dir FOLDER    of the embedded database, when DATABASE_URL is not set [DATA_DIR or .data]
  --beside-real-data   also into a database that has organizations that were not generated`;

const MOST_CALLS = 20_000_000;

/** What the operator has to change; the message is for them to read. */
export class GenerateUsageError extends Error {
  override readonly name = 'GenerateUsageError';
}

/** @throws GenerateUsageError */
export function generateOptions(
  args: string[],
  env: NodeJS.ProcessEnv,
  now: Date,
): GenerateOptions {
  const values = valuesOf(args);
  if (values.help) throw new GenerateUsageError(GENERATE_USAGE);
  const yesterday = new Date(now.getTime() - 86_400_000).toISOString().slice(0, 10);
  const until = values.until ?? yesterday;
  if (!isDay(until)) throw new GenerateUsageError(`--until takes a day such as ${yesterday}.`);
  return {
    calls: wholeNumber('--calls', values.calls, MOST_CALLS),
    seed: wholeNumber('--seed', values.seed, 1_000_000),
    until,
    dataDir: values['data-dir'] ?? env['DATA_DIR'] ?? '.data',
    besideRealData: values['beside-real-data'] === true,
  };
}

const valuesOf = (args: string[]) => {
  try {
    return parseArgs({
      args,
      options: {
        calls: { type: 'string', default: '1000000' },
        seed: { type: 'string', default: '1' },
        until: { type: 'string' },
        'data-dir': { type: 'string' },
        'beside-real-data': { type: 'boolean' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new GenerateUsageError(`${said}\n\n${GENERATE_USAGE}`);
  }
};

const wholeNumber = (name: string, text: string, most: number): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > most) {
    throw new GenerateUsageError(`${name} takes a whole number from 1 to ${most}.`);
  }
  return value;
};

const isDay = (text: string): boolean => {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
};
