import { estimatedUsage, responseUsage, transcriptionUsage } from './realtime-usage';
import { realtimeVoice } from './realtime-voices';

const used = (quantities: readonly { unit: string; quantity: number }[]) =>
  Object.fromEntries(quantities.map(({ unit, quantity }) => [unit, quantity]));

test('every token of the documented example is counted once, cached ones by their kind', () => {
  const usage = {
    total_tokens: 253,
    input_tokens: 132,
    output_tokens: 121,
    input_token_details: {
      text_tokens: 119,
      audio_tokens: 13,
      image_tokens: 0,
      cached_tokens: 70,
      cached_tokens_details: { text_tokens: 64, audio_tokens: 6, image_tokens: 0 },
    },
    output_token_details: { text_tokens: 30, audio_tokens: 91 },
  };
  expect(used(responseUsage(usage))).toEqual({
    input_token: 55,
    cached_input_token: 64,
    audio_input_token: 7,
    cached_audio_input_token: 6,
    output_token: 30,
    audio_output_token: 91,
  });
});

test('cached tokens of an unknown kind are text first, and never more than there was', () => {
  const input_token_details = { text_tokens: 50, audio_tokens: 40, cached_tokens: 70 };
  expect(used(responseUsage({ input_token_details }))).toEqual({
    cached_input_token: 50,
    audio_input_token: 20,
    cached_audio_input_token: 20,
  });
});

test.each<[name: string, usage: unknown, quantities: Record<string, number>]>([
  [
    'tokens',
    {
      type: 'tokens',
      input_tokens: 15,
      output_tokens: 9,
      input_token_details: { audio_tokens: 13 },
    },
    { input_token: 2, audio_input_token: 13, output_token: 9 },
  ],
  ['seconds', { type: 'duration', seconds: 1.25 }, { audio_ms: 1250 }],
  ['nonsense', { type: 'tokens', input_tokens: 'many' }, {}],
])('transcription is billed by %s', (_name, usage, quantities) => {
  expect(used(transcriptionUsage(usage))).toEqual(quantities);
});

test('what was cut off without a bill is counted by what was made', () => {
  expect(used(estimatedUsage({ characters: 41, audioMs: 1010 }))).toEqual({
    output_token: 11,
    audio_output_token: 21,
  });
});

test.each([
  ['marin', 'marin'],
  ['cedar', 'cedar'],
  ['ash', 'sage'],
  ['nova', 'marin'],
  ['onyx', 'cedar'],
  ['nobody', 'marin'],
  ['constructor', 'marin'],
])('the catalogue’s %s speaks as %s', (name, voice) => {
  expect(realtimeVoice(name)).toBe(voice);
  expect(realtimeVoice(name, { [name]: 'voice_123' })).toBe('voice_123');
});
