import type { Client } from 'pg';

const SCRIPTS = 400;
const TURNS = 34;

const COMMON =
  'we you our your the team time report price need call week month customer problem quality budget plan next meeting start work people system already think really could would about question'.split(
    ' ',
  );
const RARE =
  'invoice onboarding spreadsheet warehouse logistics turnover audit compliance pipeline forecast renewal deadline integration migration supplier contract discount retention shipment staffing payroll coverage benchmark workshop licence vendor inventory procurement reimbursement scheduling dispatch headcount calibration escalation'.split(
    ' ',
  );
const OPENINGS = [
  'Honestly,',
  'Well,',
  'I see.',
  'To be fair,',
  'May I ask,',
  'From what you said,',
  'So',
  'Right,',
];

/** Small and good enough for texts; the figures come from the database's own hashes. */
const randomOf = (seed: number) => {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
};

const sentence = (random: () => number): string => {
  const pick = (words: readonly string[]) => words[Math.floor(random() * words.length)] ?? '';
  const words = Array.from({ length: 6 + Math.floor(random() * 12) }, () =>
    random() < 0.12 ? pick(RARE) : pick(COMMON),
  );
  return `${pick(OPENINGS)} ${words.join(' ')}${random() < 0.3 ? '?' : '.'}`;
};

/** What is said in generated calls: some hundred conversations that come again and again. */
export async function writeTalk(client: Client, seed: number): Promise<void> {
  const random = randomOf(seed);
  await client.query(`
    CREATE UNLOGGED TABLE generated_talk (script integer, position integer, text text);
    CREATE UNLOGGED TABLE generated_scripts (script integer PRIMARY KEY, words tsvector)`);
  const rows = Array.from({ length: SCRIPTS }, (_script, script) =>
    Array.from({ length: TURNS }, (_turn, position) => ({
      script,
      position,
      text: sentence(random),
    })),
  ).flat();
  await client.query(
    `INSERT INTO generated_talk SELECT * FROM json_populate_recordset(NULL::generated_talk, $1)`,
    [JSON.stringify(rows)],
  );
  await client.query(`
    CREATE UNIQUE INDEX ON generated_talk (script, position) INCLUDE (text);
    INSERT INTO generated_scripts
    SELECT script, to_tsvector('simple', string_agg(text, ' ')) FROM generated_talk GROUP BY 1;
    ANALYZE generated_talk; ANALYZE generated_scripts`);
}
