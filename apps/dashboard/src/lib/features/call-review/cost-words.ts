import { moneyOf } from '$lib/format/money';
import type { CallCost } from './call-detail';

type Line = CallCost['lines'][number];

export const COST_WORDS: Record<Line['component'], string> = {
  recognition: 'Recognition',
  language_model: 'Language model',
  speech: 'Voice',
  carrier: 'Telephone',
  messages: 'Text messages',
  storage: 'Storage',
  scoring: 'Scoring',
};

const SECOND_MS = 1000;

/** "about 1,200 input tokens"; of sound in seconds, which is what people think in. */
export const quantityOf = ({
  estimated,
  quantity,
  unit,
}: Pick<Line, 'estimated' | 'quantity' | 'unit'>): string => {
  const about = estimated ? 'about ' : '';
  if (unit === 'audio_ms') {
    return `${about}${Math.ceil(quantity / SECOND_MS).toLocaleString()} s of audio`;
  }
  const words = unit.replaceAll('_', ' ');
  return `${about}${quantity.toLocaleString()} ${words}${quantity === 1 ? '' : 's'}`;
};

/** What nobody has named a price for is unknown, and never nothing. */
export const costOf = ({ costMicroUsd }: Pick<Line, 'costMicroUsd'>): string =>
  costMicroUsd === null ? 'unknown' : moneyOf(costMicroUsd);
