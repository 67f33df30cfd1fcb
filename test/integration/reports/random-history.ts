import { randomUUID } from 'node:crypto';
import type { Actor } from '../../../apps/api/src/auth/actor';
import { PersonasService } from '../../../apps/api/src/personas/personas.service';
import type { AfterCallStage } from './after-call-stage';
import { testPersona } from './test-persona';

export type HeldCall = {
  id: string;
  memberId: string;
  personaId: string | null;
  mode: string | null;
  channel: string;
  engine: string;
  startedAt: Date;
  durationMs: number;
  endReason: string;
  score: number | null;
  sample: boolean;
  interrupted: number;
  criteria: { key: string; points: number | null }[];
  answers: { responseMs: number; tokenMs: number; provider: string; speculated: boolean }[];
};
export type UsedLine = {
  callId: string | null;
  component: string;
  provider: string;
  unit: string;
  purpose: string;
  quantity: number;
  cost: number | null;
  charged: number | null;
  occurredAt: Date;
};
export type History = { calls: HeldCall[]; lines: UsedLine[] };

/** The same numbers for the same seed. */
export const seeded = (seed: number) => {
  let state = seed >>> 0;
  const share = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return {
    share,
    whole: (from: number, to: number) => from + Math.floor(share() * (to - from + 1)),
    one: <Value>(values: readonly Value[]): Value =>
      values[Math.floor(share() * values.length)] as Value,
  };
};

const HOUR_MS = 3_600_000;
const REASONS = ['trainee_hung_up', 'persona_hung_up', 'failed', 'crashed', 'silence'];

/** Calls around the given moments, written as records alone: nothing here is worked out. */
export async function writeHistory(
  stage: AfterCallStage,
  members: readonly Actor[],
  { seed, calls, around }: { seed: number; calls: number; around: readonly string[] },
): Promise<History> {
  const random = seeded(seed);
  const [first] = members;
  if (!first) throw new Error('A history is somebody’s.');
  const personas = [
    await stage.get(PersonasService).create(first, testPersona),
    await stage.get(PersonasService).create(first, { ...testPersona, mode: 'interview' }),
  ];
  const history: History = { calls: [], lines: [] };
  for (let at = 0; at < calls; at += 1) {
    const persona = random.share() < 0.9 ? random.one(personas) : null;
    const call: HeldCall = {
      id: randomUUID(),
      memberId: random.one(members).memberId,
      personaId: persona?.id ?? null,
      mode: persona?.mode ?? null,
      channel: random.one(['browser', 'phone']),
      engine: random.one(['pipeline', 'realtime']),
      startedAt: new Date(
        Date.parse(random.one(around)) + random.whole(-30 * HOUR_MS, 30 * HOUR_MS),
      ),
      durationMs: random.whole(0, 600_000),
      endReason: random.one(REASONS),
      score: persona && random.share() < 0.8 ? random.whole(0, 100) : null,
      sample: random.share() < 0.1,
      interrupted: random.whole(0, 3),
      criteria: ['opening', 'closing'].map((key) => ({
        key,
        points: random.share() < 0.8 ? random.whole(0, 100) : null,
      })),
      answers: Array.from({ length: random.whole(0, 6) }, () => ({
        responseMs: random.whole(300, 3_000),
        tokenMs: random.whole(100, 900),
        provider: random.one(['openai', 'gemini']),
        speculated: random.share() < 0.3,
      })),
    };
    await writeCall(stage, first.organizationId, call, persona);
    history.calls.push(call);
    const lines = Array.from({ length: random.whole(0, 7) }, (): UsedLine => {
      const cost = random.share() < 0.9 ? random.whole(0, 50_000) : null;
      return {
        callId: random.share() < 0.95 ? call.id : null,
        component: random.one(['recognition', 'language_model', 'speech', 'scoring', 'carrier']),
        provider: random.one(['openai', 'gemini', 'twilio']),
        unit: random.one(['input_token', 'output_token', 'character', 'audio_ms']),
        purpose: random.one(['reply', 'speculative', 'score']),
        quantity: random.whole(1, 10_000),
        cost,
        charged: random.share() < 0.2 ? random.whole(0, 50_000) : null,
        occurredAt: new Date(call.startedAt.getTime() + random.whole(0, 60_000)),
      };
    });
    for (const [seq, line] of lines.entries()) {
      await writeLine(stage, first.organizationId, line, seq);
    }
    history.lines.push(...lines);
  }
  return history;
}

async function writeCall(
  stage: AfterCallStage,
  organizationId: string,
  call: HeldCall,
  persona: { version: number; name: string; title: string } | null,
): Promise<void> {
  const endedAt = new Date(call.startedAt.getTime() + call.durationMs);
  await stage.sql(
    `INSERT INTO calls (organization_id, id, member_id, persona_id, persona_version, persona_name,
       persona_title, mode, channel, engine, state, started_at, last_seen_at, ended_at, duration_ms,
       end_reason, sample)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'ready', $11, $12, $12, $13, $14, $15)`,
    [
      organizationId,
      call.id,
      call.memberId,
      call.personaId,
      persona?.version ?? null,
      persona?.name ?? null,
      persona?.title ?? null,
      call.mode,
      call.channel,
      call.engine,
      call.startedAt,
      endedAt,
      call.durationMs,
      call.endReason,
      call.sample,
    ],
  );
  for (let turn = 0; turn < call.interrupted; turn += 1) {
    await stage.sql(
      `INSERT INTO call_turns (organization_id, call_id, position, id, speaker, text, start_ms, end_ms,
         interrupted, estimated) VALUES ($1, $2, $3::integer, $3::text, 'persona', 'x', 0, 1, true, false)`,
      [organizationId, call.id, turn],
    );
  }
  for (const [at, answer] of call.answers.entries()) {
    await stage.sql(
      `INSERT INTO turn_latencies (organization_id, call_id, turn_id, answers, occurred_at, speculated,
         first_token_ms, response_ms, llm_provider, llm_model)
       VALUES ($1, $2, $3, 'x', $4, $5, $6, $7, $8, 'm')`,
      [
        organizationId,
        call.id,
        String(at),
        call.startedAt,
        answer.speculated,
        answer.tokenMs,
        answer.responseMs,
        answer.provider,
      ],
    );
  }
  if (call.score === null) return;
  await stage.sql(
    `INSERT INTO call_scores (organization_id, call_id, rubric_key, rubric_version, method, total, data)
     VALUES ($1, $2, 'r', 1, 'rules', $3, $4)`,
    [
      organizationId,
      call.id,
      call.score,
      { criteria: call.criteria.map((one) => ({ ...one, name: one.key, checks: [] })) },
    ],
  );
}

async function writeLine(
  stage: AfterCallStage,
  organizationId: string,
  line: UsedLine,
  seq: number,
): Promise<void> {
  await stage.sql(
    `INSERT INTO usage_records (organization_id, source_id, call_id, component, provider, model, unit,
       quantity, price_id, cost_micro_usd, charged_micro_usd, estimated, purpose, occurred_at)
     VALUES ($1, $2, $3, $4, $5, 'm', $6, $7,
       CASE WHEN $8::bigint IS NULL THEN NULL ELSE (SELECT id FROM prices LIMIT 1) END, $8, $9, false,
       $10, $11)`,
    [
      organizationId,
      `${line.callId ?? randomUUID()}-${seq}-${line.unit}`,
      line.callId,
      line.component,
      line.provider,
      line.unit,
      line.quantity,
      line.cost,
      line.charged,
      line.purpose,
      line.occurredAt,
    ],
  );
}
