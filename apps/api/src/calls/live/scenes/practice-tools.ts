import {
  END_CALL_TOOL,
  Mode,
  SWITCH_PRACTICE_TOOL,
  TIME_LEFT_TOOL,
  timeLeft,
} from '@sparline/personas';
import type { ToolDefinition, ToolOutcome } from '@sparline/voice';
import { z } from 'zod';
import type { NextPractice } from './scene';

const Switch = z.object({ mode: Mode, persona: z.uuid().optional() });

export type PracticeTools = {
  tools: readonly ToolDefinition[];
  runTool: (name: string, argumentsJson: string) => Promise<ToolOutcome>;
};

/** What a persona may do beside talking; without a way to another exercise, only hang up. */
export const practiceTools = (
  secondsLeft: () => number | undefined,
  onSwitch: ((next: NextPractice) => void) | undefined,
): PracticeTools => {
  if (!onSwitch) return { tools: [END_CALL_TOOL], runTool: () => Promise.resolve({}) };
  const run = (name: string, argumentsJson: string): ToolOutcome => {
    if (name === TIME_LEFT_TOOL.name) return { output: timeLeft(secondsLeft()) };
    if (name !== SWITCH_PRACTICE_TOOL.name) return {};
    const wish = Switch.safeParse(parsed(argumentsJson));
    if (!wish.success) return { output: 'Say which mode: cold_call, interview or small_talk.' };
    const { mode, persona } = wish.data;
    onSwitch({ mode, ...(persona ? { personaId: persona } : {}) });
    return { endCall: 'switched' };
  };
  return {
    tools: [END_CALL_TOOL, TIME_LEFT_TOOL, SWITCH_PRACTICE_TOOL],
    runTool: async (name, argumentsJson) => run(name, argumentsJson),
  };
};

const parsed = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
};
