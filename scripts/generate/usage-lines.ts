import type { Client } from 'pg';
import { findPrice, type Price } from '../../apps/api/src/usage/price-book';

/** What a call uses, at each provider it may have chosen. */
type Line = {
  slot: 'stt' | 'llm' | 'tts' | 'realtime' | 'carrier' | 'scoring';
  choice: number;
  seq: number;
  component: string;
  provider: string;
  model: string;
  unit: string;
  purpose: string;
  perMinute: number;
  /** Of the calls with this choice. */
  share: number;
};

const llm = (choice: number, provider: string, model: string): Line[] => {
  const line = (seq: number, unit: string, purpose: string, perMinute: number, share = 1) => ({
    slot: 'llm' as const,
    choice,
    seq,
    component: 'language_model',
    provider,
    model,
    unit,
    purpose,
    perMinute,
    share,
  });
  return [
    line(2, 'input_token', 'reply', 1_800),
    line(2, 'cached_input_token', 'reply', 5_600),
    line(2, 'output_token', 'reply', 260),
    line(3, 'input_token', 'speculative', 700, 0.87),
    line(3, 'output_token', 'speculative', 90, 0.87),
  ];
};

const one = (
  slot: Line['slot'],
  choice: number,
  of: Omit<Line, 'slot' | 'choice' | 'share'>,
): Line => ({ slot, choice, share: 1, ...of });

const stt = (choice: number, provider: string, model: string): Line =>
  one('stt', choice, {
    seq: 1,
    component: 'recognition',
    provider,
    model,
    unit: 'audio_ms',
    purpose: 'recognition',
    perMinute: 60_000,
  });

const tts = (choice: number, provider: string, model: string): Line[] =>
  [4, 5].map((seq) =>
    one('tts', choice, {
      seq,
      component: 'speech',
      provider,
      model,
      unit: 'character',
      purpose: 'speech',
      perMinute: 220,
    }),
  );

const realtime = (seq: number, unit: string, perMinute: number): Line =>
  one('realtime', 0, {
    seq,
    component: 'language_model',
    provider: 'openai',
    model: 'gpt-realtime-1.5',
    unit,
    purpose: 'reply',
    perMinute,
  });

const scoring = (seq: number, unit: string, purpose: string, perMinute: number): Line =>
  one('scoring', 0, {
    seq,
    component: 'scoring',
    provider: 'openai',
    model: 'gpt-4.1',
    unit,
    purpose,
    perMinute,
  });

const LINES: readonly Line[] = [
  stt(0, 'deepgram', 'flux-general-en'),
  stt(1, 'assemblyai', 'universal-3.6-pro'),
  stt(2, 'openai', 'gpt-4o-mini-transcribe'),
  ...llm(0, 'openai', 'gpt-4.1-mini'),
  ...llm(1, 'openai', 'gpt-4o-mini'),
  ...llm(2, 'gemini', 'gemini-3.5-flash-lite'),
  ...llm(3, 'openai', 'house-model'),
  ...tts(0, 'cartesia', 'sonic-3'),
  ...tts(1, 'elevenlabs', 'eleven_flash_v2_5'),
  ...tts(2, 'openai', 'gpt-4o-mini-tts'),
  ...['audio_input_token', 'audio_output_token', 'output_token', 'cached_audio_input_token'].map(
    (unit, at) => realtime(6 + at, unit, [600, 1_200, 150, 2_000][at] ?? 0),
  ),
  one('carrier', 0, {
    seq: 10,
    component: 'carrier',
    provider: 'twilio',
    model: 'voice-us-inbound',
    unit: 'carrier_minute',
    purpose: 'carrier',
    perMinute: 1,
  }),
  scoring(11, 'input_token', 'score', 900),
  scoring(11, 'output_token', 'score', 120),
  scoring(12, 'output_token', 'summary', 60),
];

/** Priced once, by the book; a model the book does not know stays without a price. */
export async function writeUsageLines(client: Client, at: Date): Promise<void> {
  const { rows: book } = await client.query<Price>(`
    SELECT id, provider, model, unit, amount_micro_usd::float8 AS "amountMicroUsd",
      per_quantity::float8 AS "perQuantity", valid_from AS "validFrom", valid_to AS "validTo"
    FROM prices`);
  await client.query(`
    CREATE UNLOGGED TABLE generated_lines (slot text, choice integer, seq integer, component text,
      provider text, model text, unit text, purpose text, "perMinute" float8, share float8,
      price_id uuid, amount bigint, per bigint, salt integer)`);
  const rows = LINES.map((line, salt) => {
    const price = findPrice(book, { ...line, at });
    return {
      ...line,
      price_id: price?.id ?? null,
      amount: price?.amountMicroUsd ?? null,
      per: price?.perQuantity ?? null,
      salt,
    };
  });
  await client.query(
    `INSERT INTO generated_lines SELECT * FROM json_populate_recordset(NULL::generated_lines, $1)`,
    [JSON.stringify(rows)],
  );
}
