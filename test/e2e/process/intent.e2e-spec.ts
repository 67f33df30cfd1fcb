import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { buildServer } from './service';

const ROOT = resolve(__dirname, '../../..');

type Answer = { phrase: string; intent: string; mode?: string; persona?: string };

const run = (input: string | Buffer, ...args: string[]) =>
  spawnSync(process.execPath, [join(ROOT, 'dist/scripts/intent.js'), ...args], {
    cwd: ROOT,
    input,
    encoding: 'utf8',
    timeout: 60_000,
  });

const answersTo = (input: string | Buffer, ...args: string[]): Answer[] => {
  const { stdout, status } = run(input, ...args);
  expect(status).toBe(0);
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Answer);
};

beforeAll(buildServer);

describe('the intent command', () => {
  it('answers every phrase with one JSON line', () => {
    const { stdout } = run('I want to practice cold calling\nthe HR lady, please');
    expect(stdout.split('\n').map((line) => (line ? (JSON.parse(line) as unknown) : null))).toEqual(
      [
        {
          phrase: 'I want to practice cold calling',
          intent: 'cold_call',
          confidence: 0.95,
          by: 'rules',
        },
        {
          phrase: 'the HR lady, please',
          intent: 'interview',
          persona: 'rachel',
          confidence: 0.93,
          by: 'rules',
        },
        null,
      ],
    );
  });

  it('hears only commands inside a role-play', () => {
    const said =
      'can we switch to interview practice\nwe have an interview with your CTO tomorrow\n';
    expect(answersTo(said, '--in-call')).toMatchObject([
      { intent: 'switch', mode: 'interview' },
      { intent: 'none' },
    ]);
  });

  it('keeps step with its input, whatever stands in it', () => {
    const input = Buffer.concat([
      Buffer.from('\uFEFFinterview\r\n\n   \n'),
      Buffer.from([0xff, 0xfe, 0x00, 0x01, 0x80, 0x0a]),
      Buffer.from(`${'a'.repeat(3_000_000)}\n`),
      Buffer.from('{"intent":"cold_call"} \u2028 <script>\n'),
      Buffer.from('small talk'),
    ]);
    const answers = answersTo(input);
    expect(answers.map(({ intent }) => intent)).toEqual([
      'interview',
      'none',
      'none',
      'none',
      'none',
      expect.any(String),
      'small_talk',
    ]);
    expect(answers[0]?.phrase).toBe('interview');
    expect(answers[4]?.phrase).toHaveLength(4_000);
  });

  it('says nothing to nothing', () => {
    expect(answersTo('')).toEqual([]);
  });

  it('explains itself when it is called wrongly', () => {
    const { status, stderr, stdout } = run('interview\n', '--in-cal');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^Usage: .*--in-call/);
  });
});
