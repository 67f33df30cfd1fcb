import { SystemClock } from '@sparline/voice';
import { loadConfig } from '../../config/load-config';
import { voices } from './providers';

const EXTERNAL = {
  DATABASE_URL: 'postgres://app:secret@db.example/sparline',
  SESSION_SECRET: 'a random text that is long enough to pass',
};
const KEYS = { CARTESIA_API_KEY: 'key', ELEVENLABS_API_KEY: 'key', OPENAI_API_KEY: 'key' };

const chosen = (more: Record<string, string>) =>
  voices(loadConfig({ ...EXTERNAL, ...more }), new SystemClock())
    .filter((voice) => voice.provider in { cartesia: 1, elevenlabs: 1, openai: 1 })
    .map(({ provider, model }) => `${provider} ${model}`);

describe('Voices', () => {
  it('are those with an account, the quickest vendor first', () => {
    const [cartesia, elevenlabs, openai] = [
      'cartesia sonic-3',
      'elevenlabs eleven_flash_v2_5',
      'openai gpt-4o-mini-tts',
    ];
    expect(chosen(KEYS)).toEqual([cartesia, elevenlabs, openai]);
    expect(chosen({ OPENAI_API_KEY: 'key' })).toEqual([openai]);
    expect(chosen({ ...KEYS, TTS_PROVIDER: 'elevenlabs,cartesia' })).toEqual([
      elevenlabs,
      cartesia,
    ]);
  });

  it.each([
    ['sonic-3.5', ['cartesia sonic-3.5', 'elevenlabs eleven_flash_v2_5', 'openai gpt-4o-mini-tts']],
    [
      'eleven_turbo_v2_5',
      ['cartesia sonic-3', 'elevenlabs eleven_turbo_v2_5', 'openai gpt-4o-mini-tts'],
    ],
    ['kokoro', ['cartesia sonic-3', 'elevenlabs eleven_flash_v2_5', 'openai kokoro']],
  ])('give the model %s to the vendor it belongs to', (TTS_MODEL, expected) => {
    expect(chosen({ ...KEYS, TTS_MODEL })).toEqual(expected);
  });
});
