import type { Price } from '$lib/api/types';
import { exactUsd } from '$lib/format/money';

export type Unit = Price['unit'];

export const UNIT_WORDS: Record<Unit, string> = {
  input_token: 'Tokens in',
  cached_input_token: 'Tokens in, cached',
  output_token: 'Tokens out',
  audio_input_token: 'Audio tokens in',
  cached_audio_input_token: 'Audio tokens in, cached',
  audio_output_token: 'Audio tokens out',
  character: 'Characters spoken',
  audio_ms: 'Audio, by its length',
  carrier_minute: 'Telephone minutes',
  stream_minute: 'Minutes of telephone sound',
  sms_segment: 'Text messages',
  megabyte_day: 'Megabytes kept a day',
};
export const UNITS = Object.keys(UNIT_WORDS) as Unit[];

export const STATE_WORDS: Record<Price['state'], string> = {
  current: 'Now',
  future: 'To come',
  past: 'Past',
};

const SHORT: Record<Unit, [one: string, many: string]> = {
  input_token: ['token', 'tokens'],
  cached_input_token: ['token', 'tokens'],
  output_token: ['token', 'tokens'],
  audio_input_token: ['token', 'tokens'],
  cached_audio_input_token: ['token', 'tokens'],
  audio_output_token: ['token', 'tokens'],
  character: ['character', 'characters'],
  audio_ms: ['millisecond', 'milliseconds'],
  carrier_minute: ['minute', 'minutes'],
  stream_minute: ['minute', 'minutes'],
  sms_segment: ['message', 'messages'],
  megabyte_day: ['megabyte and day', 'megabytes and days'],
};
const LENGTHS: Record<number, string> = { 1_000: 'second', 60_000: 'minute', 3_600_000: 'hour' };

/** "$0.15 a million tokens", "$0.0048 a minute". */
export const priceInWords = ({
  amountMicroUsd,
  perQuantity,
  unit,
}: Pick<Price, 'amountMicroUsd' | 'perQuantity' | 'unit'>): string => {
  if (amountMicroUsd === 0) {
    return 'Free';
  }
  const usd = `$${exactUsd(amountMicroUsd)}`;
  const length = unit === 'audio_ms' ? LENGTHS[perQuantity] : undefined;
  if (length) {
    return `${usd} ${length === 'hour' ? 'an' : 'a'} ${length}`;
  }
  const [one, many] = SHORT[unit];
  if (perQuantity === 1) {
    return `${usd} a ${one}`;
  }
  const quantity =
    perQuantity === 1_000_000 ? 'a million' : `for ${perQuantity.toLocaleString('en-US')}`;
  return `${usd} ${quantity} ${many}`;
};

/** By how many units vendors state it. */
export const usualQuantity = (unit: Unit): number => {
  if (unit.endsWith('_token') || unit === 'character') {
    return 1_000_000;
  }
  return unit === 'audio_ms' ? 60_000 : 1;
};

/** In days of the organization. */
export const periodInWords = (
  { validFrom, validTo }: Pick<Price, 'validFrom' | 'validTo'>,
  timeZone: string,
): string => {
  const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone });
  if (validFrom === null && validTo === null) {
    return 'Always';
  }
  return [
    ...(validFrom ? [`from ${day.format(new Date(validFrom))}`] : []),
    ...(validTo ? [`until ${day.format(new Date(validTo))}`] : []),
  ].join(' ');
};

export const nameOf = ({ provider, model }: Pick<Price, 'provider' | 'model'>): string =>
  `${provider} ${model}`;
