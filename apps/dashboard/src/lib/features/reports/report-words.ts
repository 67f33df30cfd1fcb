import type { CostReport } from '$lib/api/types';
import { MODE_WORDS, MODES } from '../live-call/mode-words';
import { providerName } from '../speed/speed-rows';

export type Component = keyof CostReport['total']['components'];

export const COMPONENT_WORDS: Record<Component, { name: string; colour: string }> = {
  recognition: { name: 'Recognition', colour: 'var(--small-talk)' },
  language_model: { name: 'Language model', colour: 'var(--accent)' },
  speech: { name: 'Voice', colour: 'var(--interview)' },
  carrier: { name: 'Telephone', colour: 'var(--good)' },
  messages: { name: 'Text messages', colour: 'var(--warn)' },
  storage: { name: 'Storage', colour: 'var(--line-strong)' },
  scoring: { name: 'Scoring', colour: 'var(--danger)' },
};
export const COMPONENTS = Object.keys(COMPONENT_WORDS) as Component[];

export const CHANNEL_WORDS: Record<string, string> = { browser: 'Browser', phone: 'Telephone' };
export const ENGINE_WORDS: Record<string, string> = {
  pipeline: 'Pipeline',
  realtime: 'Speech to speech',
  scripted: 'Built in',
};
const PURPOSE_WORDS: Record<string, string> = {
  reply: 'Answers',
  speculative: 'Answers begun early and thrown away',
  recognition: 'Recognition',
  speech: 'Voice',
  score: 'Scoring',
  summary: 'Summaries',
};

export const GROUP_WORDS = {
  component: 'Component',
  provider: 'Provider',
  model: 'Model',
  purpose: 'Purpose',
  member: 'Member',
  persona: 'Persona',
  mode: 'Mode',
  channel: 'Channel',
  engine: 'Engine',
  day: 'Day',
  week: 'Week',
  month: 'Month',
  call: 'Call',
} as const;
export type Group = keyof typeof GROUP_WORDS;

export const ENDING_WORDS: Record<string, string> = {
  trainee_hung_up: 'The trainee hung up',
  persona_hung_up: 'The persona hung up',
  time_limit: 'The time was up',
  silence: 'Nobody said anything',
  disconnected: 'The connection was lost',
  switched: 'Something else was practised',
  handed_over: 'Went on as another call',
  signed_out: 'Signed out',
  failed: 'A provider failed',
  crashed: 'The service broke off',
  shutdown: 'The service was stopped',
};

export const WITHOUT_CALL = 'without_call';

/** Rows are called by what they are; vendors, modes and days have words of their own. */
export const rowName = (group: Group, { key, label }: { key: string; label: string }): string => {
  if (key === WITHOUT_CALL) return 'Without a call';
  if (group === 'component') return COMPONENT_WORDS[key as Component]?.name ?? label;
  if (group === 'provider') return providerName(key);
  if (group === 'model') {
    const [provider = '', ...model] = label.split(' ');
    return `${providerName(provider)} ${model.join(' ')}`;
  }
  if (group === 'purpose') return PURPOSE_WORDS[key] ?? label;
  if (group === 'channel') return CHANNEL_WORDS[key] ?? label;
  if (group === 'engine') return ENGINE_WORDS[key] ?? label;
  if (group === 'mode') {
    const mode = MODES.find((one) => one === key);
    return mode ? MODE_WORDS[mode].name : 'Nothing chosen';
  }
  if (group === 'persona' && key === '') return 'Nobody chosen';
  if (group === 'day' || group === 'week' || group === 'month') return spanName(group, key);
  return label;
};

const MONTH: Intl.DateTimeFormatOptions = { month: 'short', year: 'numeric', timeZone: 'UTC' };
const DAY: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', timeZone: 'UTC' };

/** "3 Nov", "3 Nov and on" for a week, "Nov 2026". */
export const spanName = (span: 'day' | 'week' | 'month', key: string): string => {
  const date = new Date(span === 'month' ? `${key}-01` : key);
  const name = date.toLocaleDateString(undefined, span === 'month' ? MONTH : DAY);
  return span === 'week' ? `Week of ${name}` : name;
};

/** Below a column there is no room for "week of". */
export const columnName = (span: 'day' | 'week' | 'month', key: string): string =>
  spanName(span === 'week' ? 'day' : span, key);
