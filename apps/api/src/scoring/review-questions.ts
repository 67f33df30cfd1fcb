import { type CallSummary, type Score } from '@sparline/personas';
import type { FinishedCall } from '../calls/calls.service';
import type { ReviewQuestion } from './model-review';

export const scoreQuestion = (_call: FinishedCall, _model: string): ReviewQuestion<Score> => ({
  messages: [],
  schemaName: 's',
  schema: {},
  read: (v) => ({ ok: true, answer: v as Score }),
});
export const summaryQuestion = (
  _call: FinishedCall,
  _model: string,
): ReviewQuestion<CallSummary> => ({
  messages: [],
  schemaName: 's',
  schema: {},
  read: (v) => ({ ok: true, answer: v as CallSummary }),
});
