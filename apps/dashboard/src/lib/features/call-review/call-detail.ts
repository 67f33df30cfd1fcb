import type { CallSummary, DeliveryMetrics, Mode, Score, Speaker } from '@sparline/personas';

export type { CallSummary, DeliveryMetrics, Score };

export type ReviewTurn = {
  id: string;
  speaker: Speaker;
  text: string;
  generatedText: string | null;
  startMs: number;
  endMs: number;
  interrupted: boolean;
  estimated: boolean;
};

export type CostLine = {
  component: 'recognition' | 'language_model' | 'speech' | 'carrier' | 'scoring';
  provider: string;
  model: string;
  unit: string;
  quantity: number;
  costMicroUsd: number | null;
  estimated: boolean;
};
export type CallCost = { totalMicroUsd: number; incomplete: boolean; lines: CostLine[] };

export type CallRecording = {
  url: string;
  durationMs: number;
  bytes: number;
  peaks: { trainee: number[]; persona: number[] };
};

type WorkState = 'pending' | 'done' | 'failed' | 'none';
export type WorkPart = 'recording' | 'accounting' | 'summary' | 'score';

/** One call as the server describes it; `cost` is absent for those who may not see it. */
export type ReviewCall = {
  id: string;
  persona: { id: string; version: number; name: string; title: string };
  member: { id: string; name: string };
  mode: Mode;
  channel: 'browser' | 'phone';
  engine: 'scripted' | 'pipeline' | 'realtime';
  state: 'active' | 'processing' | 'ready';
  startedAt: string;
  endedAt: string | null;
  durationMs: number | null;
  sample: boolean;
  brief: string | null;
  turns: ReviewTurn[];
  metrics: DeliveryMetrics | null;
  summary: CallSummary | null;
  score: Score | null;
  cost?: CallCost | null;
  recording: CallRecording | null;
  work: Record<WorkPart, WorkState>;
};

export const isWorking = (call: ReviewCall): boolean =>
  call.state !== 'ready' || Object.values(call.work).includes('pending');

export const failedParts = (call: ReviewCall): WorkPart[] =>
  (Object.keys(call.work) as WorkPart[]).filter((part) => call.work[part] === 'failed');

/** What the persona was going to say and nobody heard. */
export const unheardOf = (turn: ReviewTurn): string =>
  turn.generatedText?.startsWith(turn.text)
    ? turn.generatedText.slice(turn.text.length).trim()
    : '';

/** The turn that is heard at a moment: of two that overlap the later one. */
export const turnAt = (turns: readonly ReviewTurn[], positionMs: number): ReviewTurn | undefined =>
  turns.findLast((turn) => turn.startMs <= positionMs);
