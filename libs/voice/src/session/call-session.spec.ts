import type { EndReason, VoiceEvent } from '../events/voice-event';
import {
  LoopbackSink,
  ScriptedLanguageModel,
  ScriptedSpeechToText,
  ScriptedTextToSpeech,
  ScriptedVoiceActivity,
  VirtualClock,
} from '../testing';
import { TURN_POLICIES } from '../turn/policy';
import { CallSession } from './call-session';

test('a silent trainee is asked twice, then the call ends kindly', async () => {
  const clock = new VirtualClock();
  const events: VoiceEvent[] = [];
  let ended: EndReason | null = null;
  const sink = new LoopbackSink(clock);
  const session = new CallSession({
    clock,
    engine: 'pipeline',
    sink,
    languageModel: new ScriptedLanguageModel(clock, [
      'Well, we are happy with what we have today. What would make this different? Tell me more about the price.',
    ]),
    textToSpeech: new ScriptedTextToSpeech(clock),
    speechToText: new ScriptedSpeechToText(),
    voiceActivity: new ScriptedVoiceActivity(),
    voice: { name: 'ash' },
    systemPrompt: 'You are Sarah.',
    language: 'en',
    policy: TURN_POLICIES.cold_call,
    talk: 'open',
    phrases: {
      opening: () => 'Hello, this is Sarah.',
      nudge: () => 'Are you there?',
      closing: () => 'Goodbye.',
      apology: () => 'Sorry, say that again?',
    },
    onEvent: (event) => events.push(event),
    onUpdate: (update) => events.push(update as never),
    onEnded: (reason) => (ended = reason),
  });
  session.start();
  await clock.advance(3000);
  session.text('Hi Sarah, I have a product for you.', true);
  await clock.advance(80_000);
  expect(ended).toBe('silence');
  expect(clock.pending).toBe(0);
});
