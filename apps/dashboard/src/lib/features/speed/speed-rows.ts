import type { LatencyReport } from '../../api/types';
import { MODE_WORDS, MODES } from '../live-call/mode-words';
import { dayOf } from '../../format/time';
import { STAGES, type Stage } from './stage-words';

export type StageSection = {
  stage: Stage;
  rows: { key: string; name: string; n: number; p50Ms: number; p95Ms: number }[];
};

/** The one to begin with: what all stages come to, where it was measured. */
export const foremostStage = (sections: readonly StageSection[]): Stage | undefined =>
  (sections.find(({ stage }) => stage === 'response') ?? sections[0])?.stage;

const PROVIDERS: Record<string, string> = {
  assemblyai: 'AssemblyAI',
  'built-in': 'Built-in brain',
  cartesia: 'Cartesia',
  deepgram: 'Deepgram',
  elevenlabs: 'ElevenLabs',
  espeak: 'Built-in voice',
  gemini: 'Gemini',
  openai: 'OpenAI',
};

/** Vendors write their names in ways of their own. */
export const providerName = (id: string): string => PROVIDERS[id] ?? id;

/** Side by side is what can be compared: for each stage those who take part in it. */
export const sectionsOf = ({ rows, groupBy }: LatencyReport): StageSection[] =>
  STAGES.flatMap((stage) => {
    const ofStage = rows.filter((row) => row.stage === stage);
    return ofStage.length === 0
      ? []
      : [{ stage, rows: ofStage.map((row) => ({ ...row, name: nameOf(row.label, groupBy) })) }];
  });

const nameOf = (label: string, groupBy: LatencyReport['groupBy']): string => {
  if (groupBy === 'mode') {
    const mode = MODES.find((one) => one === label);
    return mode ? MODE_WORDS[mode].name : label;
  }
  if (groupBy === 'day' || groupBy === 'week') return dayOf(`${label}T12:00`);
  if (groupBy === 'provider') return providerName(label);
  if (groupBy !== 'model') return label;
  const [provider = '', ...model] = label.split(' ');
  return `${providerName(provider)} ${model.join(' ')}`;
};
