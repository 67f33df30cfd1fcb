import type { ScriptedCallOptions } from '../testing/scripted-call';
import { ScriptedCall } from '../testing/scripted-call';

export const LONG =
  'We looked at three vendors last year. None of them could show any numbers at all.';

/** The greeting was heard a second ago. */
export const greeted = async (options: ScriptedCallOptions = {}): Promise<ScriptedCall> => {
  const call = await new ScriptedCall(options).greeted();
  await call.clock.advance(1000);
  return call;
};

/** A long answer has been audible for so long. */
export const speakingFor = async (
  ms: number,
  options: ScriptedCallOptions = {},
): Promise<ScriptedCall> => {
  const call = await greeted({ replies: [LONG], ...options });
  await call.says('Tell me.', 600);
  await call.heardFor(ms);
  return call;
};
