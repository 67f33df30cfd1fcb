import type { Ring } from '../../api/types';
import { momentOf } from '../../format/time';

type Outcome = NonNullable<Ring['outcome']>;

const OUTCOMES: Record<Outcome, string> = {
  completed: 'You talked',
  disconnected: 'The connection broke',
  failed: 'The call could not be put through',
  busy: 'All lines were taken',
  used_up: 'No practice minutes were left',
  budget_used_up: 'The budget for practice calls was used up',
  machine: 'A voicemail answered, so we hung up',
  no_answer: 'Nobody answered',
  cancelled: 'Cancelled',
  refused: 'The call was not accepted',
  too_late: 'It could not be rung in time',
};

/** What stood against a ring that was to be made; without words for it, it was cancelled. */
const REFUSALS: Record<string, string> = {
  'telephony.too_many_calls': 'Not rung: there had been too many calls to this number in an hour',
  'telephony.country_not_allowed': 'Not rung: we may not call numbers of this country',
  'telephony.no_number': 'Not rung: the number is no longer yours to be rung at',
};

/** What became of it, or what it is up to. */
export const stateWords = ({
  outcome,
  refusal,
  state,
}: Pick<Ring, 'state' | 'outcome' | 'refusal'>): string => {
  switch (state) {
    case 'scheduled':
      return 'Scheduled';
    case 'ringing':
      return 'Your telephone rings';
    case 'connected':
      return 'You are in the call';
    case 'ended':
      return (refusal && REFUSALS[refusal]) || (outcome ? OUTCOMES[outcome] : 'Over');
  }
};

/** Nothing more happens to it by itself. */
export const isOver = ({ state }: Pick<Ring, 'state'>): boolean => state === 'ended';

/** Who rings, as far as it is known before. */
export const ringerOf = ({ mode, persona }: Pick<Ring, 'persona' | 'mode'>): string =>
  persona?.name ?? (mode ? 'Somebody' : 'Sparline');

/** When: the moment, or for a surprise the time it lies within. */
export const whenWords = (
  ring: Pick<Ring, 'between' | 'dueAt' | 'createdAt' | 'state'>,
  now: Date,
  locale?: string,
): string => {
  const { between, createdAt, dueAt, state } = ring;
  if (state !== 'scheduled' || !between) return momentOf(dueAt ?? createdAt, now, locale);
  return `${momentOf(between.from, now, locale)} to ${momentOf(between.to, now, locale)}, by surprise`;
};
