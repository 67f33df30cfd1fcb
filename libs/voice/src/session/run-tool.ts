import { sleep } from '../clock/sleep';
import { ProviderError } from '../resilience/provider-error';
import type { ReplyContext } from './reply';
import type { ToolOutcome } from './session-options';

/** A caller waits no longer for what a tool knows. */
const TOOL_MS = 8000;

type ToolContext = Pick<ReplyContext, 'clock' | 'log' | 'options'>;

/**
 * What a tool says; one that fails or takes too long says so, and `end_call` hangs up whatever
 * becomes of it. After an abort nobody waits, and what it says is of no use.
 */
export async function runTool(
  { clock, log, options }: ToolContext,
  call: { name: string; argumentsJson: string },
  signal: AbortSignal,
): Promise<ToolOutcome> {
  log.add({ type: 'tool.called', name: call.name });
  const outcome: ToolOutcome = call.name === 'end_call' ? { endCall: 'persona_hung_up' } : {};
  if (!options.runTool) return outcome;
  const done = new AbortController();
  const tooLate = sleep(clock, TOOL_MS, AbortSignal.any([done.signal, signal])).then(() => {
    throw new ProviderError('tool', 'timeout', `No result within ${TOOL_MS} ms.`);
  });
  try {
    const result = options.runTool(call.name, call.argumentsJson);
    return { ...outcome, ...(await Promise.race([result, tooLate])) };
  } catch {
    return { output: 'failed', ...outcome };
  } finally {
    done.abort();
  }
}
