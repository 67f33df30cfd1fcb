import { CircuitBreaker } from '../resilience/circuit-breaker';
import { FallbackLanguageModel } from '../resilience/fallback-language-model';
import { FallbackSpeechToText } from '../resilience/fallback-speech-to-text';
import { FallbackTextToSpeech } from '../resilience/fallback-text-to-speech';
import { ProviderError } from '../resilience/provider-error';
import { ScriptedCall } from '../testing/scripted-call';
import { ScriptedLanguageModel } from '../testing/scripted-language-model';
import { ScriptedSpeechToText } from '../testing/scripted-speech-to-text';
import { ScriptedTextToSpeech } from '../testing/scripted-text-to-speech';
import { VirtualClock } from '../testing/virtual-clock';

const first = { provider: 'first', model: 'main', sampleRate: 16_000, finalBudgetMs: 300 };
const spare = { provider: 'other', model: 'spare', sampleRate: 16_000, finalBudgetMs: 300 };

function refuses(): never {
  throw new ProviderError('first', 'auth', 'Refused.');
}

/** A call whose first providers refuse to work. */
function callOnSpares(recogniser = new ScriptedSpeechToText()): ScriptedCall {
  const clock = new VirtualClock();
  const options = { clock, breaker: new CircuitBreaker({ clock }) };
  const model = new ScriptedLanguageModel(clock, ['I see.']);
  const voice = new ScriptedTextToSpeech(clock);
  return new ScriptedCall({
    clock,
    session: {
      languageModel: new FallbackLanguageModel(
        [
          { ...first, stream: refuses },
          { ...spare, stream: (request) => model.stream(request) },
        ],
        options,
      ),
      textToSpeech: new FallbackTextToSpeech(
        [
          { ...first, synthesize: refuses },
          { ...spare, synthesize: (request) => voice.synthesize(request) },
        ],
        options,
      ),
      speechToText: new FallbackSpeechToText(
        [
          { ...first, open: refuses },
          { ...spare, open: (request) => recogniser.open(request) },
        ],
        options,
      ),
    },
  });
}

test('what a fallback has used is booked on it, not on the provider it stands in for', async () => {
  const recogniser = new ScriptedSpeechToText();
  const call = await callOnSpares(recogniser).greeted();
  recogniser.emit({ type: 'usage', usage: [{ unit: 'audio_ms', quantity: 700 }] });
  call.session.text('Why?', true);
  await call.clock.advance(3000);
  const booked = call
    .all('usage')
    .map(({ purpose, provider, model }) => `${purpose} ${provider} ${model}`);
  expect([...new Set(booked)].sort()).toEqual([
    'recognition other spare',
    'reply other spare',
    'speech other spare',
  ]);
});
