import type { MigrationInterface, QueryRunner } from 'typeorm';

type Line = {
  provider: string;
  model: string;
  unit: string;
  amountMicroUsd: number;
  perQuantity: number;
  source: string;
  validFrom?: string;
  validTo?: string;
};
type Dates = Pick<Line, 'validFrom' | 'validTo'>;

const MILLION = 1_000_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const microUsd = (usd: number): number => Math.round(usd * MILLION);

/** Dollars for a million tokens of each kind, as vendors print them. */
const tokens = (
  of: { provider: string; model: string; source: string } & Dates,
  usdPerMillion: Partial<
    Record<'input' | 'cached_input' | 'output' | 'audio_input' | 'audio_output', number>
  >,
): Line[] =>
  Object.entries(usdPerMillion).map(([kind, usd]) => ({
    ...of,
    unit: `${kind}_token`,
    amountMicroUsd: microUsd(usd),
    perQuantity: MILLION,
  }));

const characters = (
  provider: string,
  model: string,
  usdPerMillion: number,
  source: string,
): Line => ({
  provider,
  model,
  unit: 'character',
  amountMicroUsd: microUsd(usdPerMillion),
  perQuantity: MILLION,
  source,
});

const audio = (
  of: { provider: string; model: string; source: string },
  usd: number,
  perMs: number,
): Line => ({ ...of, unit: 'audio_ms', amountMicroUsd: microUsd(usd), perQuantity: perMs });

const single = (model: string, unit: string, usd: number, source: string): Line => ({
  provider: 'twilio',
  model,
  unit,
  amountMicroUsd: microUsd(usd),
  perQuantity: 1,
  source,
});

const DEEPGRAM = 'deepgram.com/pricing, 1 August 2026';
const FLUX = 'deepgram.com/pricing, 4 November 2026';
const AURA = 'deepgram.com/pricing, 4 May 2026';
const CARTESIA =
  'docs.cartesia.ai/pricing, 7 October 2026: credits at the overage price of $65 a million';
const ELEVENLABS =
  'elevenlabs.io/pricing, May 2026: half a credit a character at $99 for 600,000; channels differ';
const ASSEMBLYAI = 'assemblyai.com/pricing, 7 October 2026';
const GEMINI = 'ai.google.dev/pricing, 7 October 2026';
const GEMINI_TTS = 'ai.google.dev/pricing, October 2026, by report';
const TWILIO = 'twilio.com/voice/pricing/us, 2026, by report';
const OPENAI_2026 = 'openai.com/api/pricing, June 2026';
const OPENAI_MODEL_PAGE = 'developers.openai.com/models, November 2026';
const OPENAI_BY_REPORT = 'OpenAI, November 2026, by report';

const openai = (
  model: string,
  [input, cached, output]: [number, number | null, number],
  source = OPENAI_2026,
  dates: Dates = {},
) =>
  tokens(
    { provider: 'openai', model, source, ...dates },
    {
      input,
      ...(cached !== null && { cached_input: cached }),
      output,
    },
  );

const OPENAI_TEXT: Line[] = [
  ...openai('gpt-4o', [2.5, 1.25, 10]),
  ...openai('gpt-4o-mini', [0.15, 0.075, 0.6]),
  ...openai('gpt-4.1', [2, 0.5, 8]),
  ...openai('gpt-4.1-mini', [0.4, 0.1, 1.6]),
  ...openai('gpt-4.1-nano', [0.1, 0.025, 0.4]),
  ...openai('gpt-5', [1.25, 0.125, 10]),
  ...openai('gpt-5-mini', [0.25, 0.025, 2]),
  ...openai('gpt-5-nano', [0.05, 0.005, 0.4]),
  ...openai('gpt-5.4', [2.5, 0.25, 15]),
  ...openai('gpt-5.4-mini', [0.75, 0.075, 4.5]),
  ...openai('gpt-5.4-nano', [0.2, 0.02, 1.25]),
  ...openai('gpt-5.6-sol', [4, null, 20], OPENAI_MODEL_PAGE),
  ...openai('gpt-5.6-terra', [2, 0.2, 12], OPENAI_MODEL_PAGE),
  ...openai('gpt-5.6-luna', [0.2, 0.02, 1.2], OPENAI_MODEL_PAGE, { validFrom: '2026-07-30' }),
  ...openai('gpt-6-astra', [10, 1, 50], OPENAI_MODEL_PAGE),
  ...openai('gpt-6-sol', [2, null, 10], OPENAI_BY_REPORT),
  ...openai('gpt-6-luna', [0.1, null, 0.5], OPENAI_BY_REPORT),
  ...openai('gpt-6.1-sol', [2, 0.1, 10], OPENAI_BY_REPORT),
];

const OPENAI_AUDIO: Line[] = [
  ...tokens(
    { provider: 'openai', model: 'gpt-realtime-1.5', source: OPENAI_MODEL_PAGE },
    { input: 4, cached_input: 0.4, output: 16, audio_input: 32, audio_output: 64 },
  ),
  ...tokens(
    {
      provider: 'openai',
      model: 'gpt-realtime-2.1-mini',
      source: `${OPENAI_MODEL_PAGE}: cached at the audio price, cached text is $0.06`,
    },
    { input: 0.6, cached_input: 0.3, output: 2.4, audio_input: 10, audio_output: 20 },
  ),
  audio(
    { provider: 'openai', model: 'gpt-realtime-whisper', source: OPENAI_MODEL_PAGE },
    0.017,
    MINUTE_MS,
  ),
  ...tokens(
    { provider: 'openai', model: 'gpt-4o-transcribe', source: OPENAI_MODEL_PAGE },
    { input: 2.5, output: 10, audio_input: 2.5 },
  ),
  audio(
    { provider: 'openai', model: 'gpt-4o-transcribe', source: 'OpenAI, about $0.006 a minute' },
    0.006,
    MINUTE_MS,
  ),
  ...tokens(
    { provider: 'openai', model: 'gpt-4o-mini-transcribe', source: OPENAI_MODEL_PAGE },
    { input: 1.25, output: 5, audio_input: 1.25 },
  ),
  audio(
    {
      provider: 'openai',
      model: 'gpt-4o-mini-transcribe',
      source: 'OpenAI, about $0.003 a minute',
    },
    0.003,
    MINUTE_MS,
  ),
  audio({ provider: 'openai', model: 'whisper-1', source: OPENAI_MODEL_PAGE }, 0.006, MINUTE_MS),
  characters('openai', 'tts-1', 15, OPENAI_MODEL_PAGE),
  characters('openai', 'tts-1-hd', 30, OPENAI_BY_REPORT),
  ...tokens(
    { provider: 'openai', model: 'gpt-4o-mini-tts', source: OPENAI_MODEL_PAGE },
    { input: 0.6, audio_output: 12 },
  ),
  // Its streams carry no token counts, so what was sent and heard stands in for them.
  characters('openai', 'gpt-4o-mini-tts', 0.15, 'four characters a token at $0.60 a million'),
  audio(
    {
      provider: 'openai',
      model: 'gpt-4o-mini-tts',
      source: 'OpenAI, about $0.015 a minute of speech',
    },
    0.015,
    MINUTE_MS,
  ),
];

const untilNewYear: Dates = { validTo: '2027-01-01' };
const fromNewYear: Dates = { validFrom: '2027-01-01' };
const gemini = (
  model: string,
  usdPerMillion: Parameters<typeof tokens>[1],
  dates: Dates = {},
  source = GEMINI,
) => tokens({ provider: 'gemini', model, source, ...dates }, usdPerMillion);

const GOOGLE: Line[] = [
  ...gemini('gemini-3.8-flash', { input: 0.75, output: 3.75 }, untilNewYear),
  ...gemini('gemini-3.8-flash', { input: 1.5, output: 7.5 }, fromNewYear),
  ...gemini('gemini-3.5-flash', { input: 1.5, output: 9 }),
  ...gemini('gemini-3.5-flash-lite', { input: 0.3, output: 2.5 }),
  ...gemini('gemini-2.5-flash', { input: 0.3, audio_input: 1 }),
  ...gemini('gemini-3.8-flash-tts', { input: 0.5, audio_output: 9 }, untilNewYear, GEMINI_TTS),
  ...gemini('gemini-3.8-flash-tts', { input: 1, audio_output: 18 }, fromNewYear, GEMINI_TTS),
  ...gemini('gemini-3.8-flash-lite-tts', { input: 0.5, audio_output: 6 }, untilNewYear, GEMINI_TTS),
  ...gemini('gemini-3.8-flash-lite-tts', { input: 1, audio_output: 12 }, fromNewYear, GEMINI_TTS),
];

const SPEECH: Line[] = [
  audio({ provider: 'deepgram', model: 'nova-3', source: DEEPGRAM }, 0.0048, MINUTE_MS),
  audio(
    { provider: 'deepgram', model: 'nova-3-multilingual', source: DEEPGRAM },
    0.0058,
    MINUTE_MS,
  ),
  audio({ provider: 'deepgram', model: 'flux-general-en', source: FLUX }, 0.0065, MINUTE_MS),
  audio({ provider: 'deepgram', model: 'flux-general-multi', source: FLUX }, 0.0078, MINUTE_MS),
  characters('deepgram', 'aura-2*', 30, AURA),
  characters('deepgram', 'aura-*', 15, AURA),
  characters('cartesia', 'sonic-3*', 65, CARTESIA),
  audio({ provider: 'cartesia', model: 'ink-2', source: CARTESIA }, 0.000195, 1000),
  audio({ provider: 'cartesia', model: 'ink-whisper', source: CARTESIA }, 0.000065, 1000),
  characters('elevenlabs', 'eleven_flash_v2_5', 82.5, ELEVENLABS),
  audio({ provider: 'assemblyai', model: 'universal-3.6-pro', source: ASSEMBLYAI }, 0.45, HOUR_MS),
];

const TELEPHONE: Line[] = [
  single('voice-us-inbound', 'carrier_minute', 0.0085, TWILIO),
  single('voice-us-outbound', 'carrier_minute', 0.014, TWILIO),
  single('voice-us-toll-free', 'carrier_minute', 0.022, TWILIO),
  single(
    'sms-us',
    'sms_segment',
    0.0083,
    'twilio.com/sms/pricing/us, 9 November 2026, without carrier fees',
  ),
];

/** Voices report how long they spoke as well; where the text is what is billed, that costs nothing. */
const BILLED_BY_CHARACTER: Line[] = (
  [
    ['openai', 'tts-1'],
    ['openai', 'tts-1-hd'],
    ['deepgram', 'aura-*'],
    ['cartesia', 'sonic-*'],
    ['elevenlabs', 'eleven_*'],
  ] as const
).map(([provider, model]) => ({
  provider,
  model,
  unit: 'audio_ms',
  amountMicroUsd: 0,
  perQuantity: 1,
  source: 'billed by the character',
}));

/** What runs on the operator's or the trainee's own machine is used up, but costs nothing. */
const BUILT_IN: Line[] = ['built-in', 'espeak', 'browser'].flatMap((provider) =>
  (['input_token', 'cached_input_token', 'output_token', 'character', 'audio_ms'] as const).map(
    (unit) => ({
      provider,
      model: '*',
      unit,
      amountMicroUsd: 0,
      perQuantity: 1,
      source: 'built in',
    }),
  ),
);

const LINES: readonly Line[] = [
  ...OPENAI_TEXT,
  ...OPENAI_AUDIO,
  ...GOOGLE,
  ...SPEECH,
  ...TELEPHONE,
  ...BILLED_BY_CHARACTER,
  ...BUILT_IN,
];

/** List prices in US dollars as known on 21 November 2026; what is not known is left out. */
export class PriceBook1700000000510 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `INSERT INTO prices
         (provider, model, unit, amount_micro_usd, per_quantity, source, valid_from, valid_to)
       SELECT provider, model, unit, "amountMicroUsd", "perQuantity", source, "validFrom", "validTo"
       FROM jsonb_to_recordset($1::jsonb) AS line (
         provider text, model text, unit text, "amountMicroUsd" bigint, "perQuantity" bigint,
         source text, "validFrom" timestamptz, "validTo" timestamptz)`,
      [JSON.stringify(LINES.map((line) => ({ ...line, ...atMidnightUtc(line) })))],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DELETE FROM prices');
  }
}

const atMidnightUtc = ({ validFrom, validTo }: Dates) => ({
  validFrom: validFrom && `${validFrom}T00:00:00Z`,
  validTo: validTo && `${validTo}T00:00:00Z`,
});
