import type { CallFilters } from '$lib/api/types';
import { MODE_WORDS } from '../live-call/mode-words';
import { CHANNEL_WORDS, ENGINE_WORDS } from './report-words';

/** Which calls, in words; empty where it is all of them. `names` are those of members and personas. */
export const filterWords = (
  { member, persona, mode, channel, engine }: CallFilters,
  names: ReadonlyMap<string, string>,
): string =>
  [
    member && (names.get(member) ?? 'One member'),
    persona && (names.get(persona) ?? 'One persona'),
    mode && MODE_WORDS[mode].name,
    channel && (CHANNEL_WORDS[channel] ?? channel),
    engine && (ENGINE_WORDS[engine] ?? engine),
  ]
    .filter((word) => word !== undefined)
    .join(', ');
