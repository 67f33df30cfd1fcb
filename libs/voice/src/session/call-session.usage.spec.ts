import type { SpeechToText } from '../ports/speech-to-text';
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
function callOnSpares(
  recogniser = new ScriptedSpeechToText(),
  open: SpeechToText['open'] = refuses,
): ScriptedCall {
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
          { ...first, sends: recogniser.sends, open },
          { ...spare, sends: recogniser.sends, open: (request) => recogniser.open(request) },
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

describe('recognition that is not told but estimated', () => {
  const listenTo = async (call: ScriptedCall, ms: number): Promise<void> => {
    for (let heardMs = 0; heardMs < ms; heardMs += 20) {
      call.session.audio(new Int16Array(320));
      await call.clock.advance(20);
    }
  };
  const hangUp = async (call: ScriptedCall): Promise<string[]> => {
    await Promise.all([call.session.end('trainee_hung_up'), call.clock.advance(2000)]);
    return call.all('usage').flatMap(({ purpose, provider, quantities, estimated }) => {
      const [used] = quantities;
      return purpose === 'recognition' && estimated ? [`${provider} ${used?.quantity} ms`] : [];
    });
  };
  /** Ten seconds of silence with two of speech in them. */
  const oneUtterance = async (call: ScriptedCall): Promise<void> => {
    await listenTo(call, 5000);
    call.speech(true);
    await listenTo(call, 1980);
    call.speech(false);
    await listenTo(call, 2960);
  };
  const ofUtterances = (): ScriptedSpeechToText => new ScriptedSpeechToText(300, 'utterances');

  test('counts all audio of a recogniser that is sent all of it', async () => {
    const call = await new ScriptedCall().greeted();
    await oneUtterance(call);
    call.recogniser.final('Hello.');
    expect(await hangUp(call)).toEqual(['scripted 9980 ms']);
  });

  test('counts only utterances, with their run-up, where nothing else is sent', async () => {
    const recogniser = ofUtterances();
    const call = await new ScriptedCall({ session: { speechToText: recogniser } }).greeted();
    await oneUtterance(call);
    recogniser.final('Hello.');
    expect(await hangUp(call)).toEqual(['scripted 2300 ms']);
  });

  test('counts only the utterances whose usage was not told', async () => {
    const recogniser = ofUtterances();
    const call = await new ScriptedCall({ session: { speechToText: recogniser } }).greeted();
    await oneUtterance(call);
    recogniser.emit({ type: 'usage', usage: [{ unit: 'audio_ms', quantity: 2300 }] });
    recogniser.final('Hello.');
    call.speech(true);
    await listenTo(call, 980);
    call.speech(false);
    expect(await hangUp(call)).toEqual(['scripted 1300 ms']);
  });

  test('counts nothing that was never sent: silence, and an utterance cut off by the end', async () => {
    const recogniser = ofUtterances();
    const call = await new ScriptedCall({ session: { speechToText: recogniser } }).greeted();
    await listenTo(call, 5000);
    call.speech(true);
    await listenTo(call, 1000);
    expect(await hangUp(call)).toEqual([]);
  });

  test('counts nothing of an utterance that the recogniser failed at', async () => {
    const recogniser = ofUtterances();
    const call = await new ScriptedCall({ session: { speechToText: recogniser } }).greeted();
    await oneUtterance(call);
    recogniser.emit({ type: 'error', error: new ProviderError('scripted', 'timeout', 'Silent.') });
    expect(await hangUp(call)).toEqual([]);
  });

  test('counts what each recogniser of a fallback was sent, in its own way', async () => {
    const recogniser = ofUtterances();
    const call = await callOnSpares(recogniser).greeted();
    await oneUtterance(call);
    recogniser.final('Hello.');
    expect(await hangUp(call)).toEqual(['other 2300 ms']);
  });

  test('charges an utterance to the recogniser that was asked about it last', async () => {
    const recogniser = ofUtterances();
    const failing = ofUtterances();
    const open: SpeechToText['open'] = (request) => failing.open(request);
    const call = await callOnSpares(recogniser, open).greeted();
    await oneUtterance(call);
    failing.emit({ type: 'error', error: new ProviderError('first', 'timeout', 'Silent.') });
    await listenTo(call, 100);
    expect(await hangUp(call)).toEqual(['other 2300 ms']);
  });
});
