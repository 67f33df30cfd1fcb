import { parseArgs } from 'node:util';
import { examine } from '../apps/api/src/doctor/examine';
import { pointNumber } from '../apps/api/src/doctor/point-number';
import { isWell, reportOf } from '../apps/api/src/doctor/report';

const USAGE = `npm run doctor -- [--json] [--fix]
  --json   one JSON object in place of the lines
  --fix    lets the Twilio number call this service; says what it changes`;

/** Says what is wrong with this installation; exit code 1 when something is. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      fix: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(USAGE);
  // What is said on the way must not spoil the JSON.
  const say = values.json ? console.error : console.log;
  if (values.fix) await pointNumber(process.env, say);
  const checks = await examine(process.env);
  const ok = isWell(checks);
  if (values.json) console.log(JSON.stringify({ ok, checks }, null, 2));
  else console.log(reportOf(checks, process.stdout.isTTY && !process.env['NO_COLOR']));
  process.exitCode = ok ? 0 : 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : 'The examination failed.');
  process.exitCode = 1;
});
