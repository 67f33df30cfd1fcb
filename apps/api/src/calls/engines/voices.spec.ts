import { SystemClock } from '@sparline/voice';
import { loadConfig } from '../../config/load-config';
import { voices } from './providers';

const EXTERNAL = {
  DATABASE_URL: 'postgres://app:secret@db.example/sparline',
  SESSION_SECRET: 'a random text that is long enough to pass',
};
const KEYS = {
  CARTESIA_API_KEY: 'key',
  DEEPGRAM_API_KEY: 'key',
  ELEVENLABS_API_KEY: 'key',
  OPENAI_API_KEY: 'key',
};
const USUAL = {
  cartesia: 'sonic-3',
  elevenlabs: 'eleven_flash_v2_5',
  deepgram: 'aura-2',
  openai: 'gpt-4o-mini-tts',
};
const named = (models: Record<string, string>) =>
  Object.entries(models).map(([provider, model]) => `${provider} ${model}`);

const chosen = (more: Record<string, string>) =>
  voices(loadConfig({ ...EXTERNAL, ...more }), new SystemClock())
    .filter((voice) => voice.provider in USUAL)
    .map(({ provider, model }) => `${provider} ${model}`);

describe('Voices', () => {
  it('are those with an account, the quickest vendor with word times first', () => {
    expect(chosen(KEYS)).toEqual(named(USUAL));
    expect(chosen({ OPENAI_API_KEY: 'key' })).toEqual(['openai gpt-4o-mini-tts']);
    expect(chosen({ OPENAI_API_KEY: 'key', DEEPGRAM_API_KEY: 'key' })).toEqual([
      'deepgram aura-2',
      'openai gpt-4o-mini-tts',
    ]);
    expect(chosen({ ...KEYS, TTS_PROVIDER: 'openai,deepgram' })).toEqual([
      'openai gpt-4o-mini-tts',
      'deepgram aura-2',
    ]);
  });

  it.each([
    ['sonic-3.5', 'cartesia'],
    ['eleven_turbo_v2_5', 'elevenlabs'],
    ['aura-2-thalia-en', 'deepgram'],
    ['kokoro', 'openai'],
  ])('give the model %s to the vendor it belongs to', (TTS_MODEL, vendor) => {
    expect(chosen({ ...KEYS, TTS_MODEL })).toEqual(named({ ...USUAL, [vendor]: TTS_MODEL }));
  });
});
