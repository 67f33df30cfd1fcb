import type { Mode } from '../persona.schema';
import { ASKING, command } from './command-frames';
import { modeBySound } from './mentions';
import { MISHEARD_PHRASES, MODE_PHRASES } from './mode-lexicon';
import type { PersonaIndex } from './persona-index';

export type SwitchTarget = { mode: Mode; persona?: string };

const TARGET = '(?<target>[a-z0-9 ]+?)';
/** The practice itself is named, or the wish is for something instead. */
const EXERCISE = '(?:practice|prep|preparation|role play|exercise|scenario|mode)';
const INSTEAD = '(?:instead(?: of (?:this|that))?|rather)';
/** "Stop the interview and ..." */
const LEAVING = `(?:${ASKING}*(?:stop|leave|end|finish|quit|skip) (?:this|(?:this|the) (?:cold call|sales call|interview|small talk|call|practice|role play|exercise)) and (?:then )?)?(?:instead of (?:this|that|the (?:cold call|interview|small talk)) )?`;

/** How freely a target may be put: by a persona, by what only sounds like a mode. */
type Form = { pattern: RegExp; persona: boolean; sound: boolean };

const forms = (cores: readonly string[], allowed: { persona: boolean; sound: boolean }): Form[] =>
  cores.map((core) => ({ pattern: command(LEAVING + core), ...allowed }));

const FROM =
  '(?: from (?:this|(?:the |a )?(?:cold calls?|cold calling|sales calls?|interviews?|small talk)))?';

/** "I have to go to an interview" is an excuse, "can we go to the interviews" is a wish. */
const WISHING = `(?!i (?:really )?(?:need|have|wish) |i am going )${ASKING}+`;
/** "Let us do the interview now" opens one in which both already are. */
const NOT_THIS_ONE = '(?!the |this |our |my |your )';

const FORMS: readonly Form[] = [
  ...forms(
    [
      `${ASKING}*(?:switch|change|swap|switching|changing)(?: me| us| this)?(?: over| back| across)?${FROM} (?:to|into) ${TARGET}`,
      `${WISHING}practice with ${TARGET}`,
    ],
    { persona: true, sound: true },
  ),
  ...forms(
    [
      `(?:let us|(?:can|could|may|shall) we|i would like to|i want to) (?:please )?(?:go|move|jump|skip|get)(?: over| back| across| on)? (?:to|into) ${TARGET}`,
      `${WISHING}(?:practice|try|rehearse|train|work on|do|have)(?: with)? ${TARGET} ${INSTEAD}`,
      `${WISHING}(?:practice|try|rehearse|train|do|have) ${NOT_THIS_ONE}${TARGET} now`,
      `${WISHING}(?:practice|rehearse)(?: some)? ${TARGET}`,
      `${WISHING}(?:(?:practice|try|do|have|start|get) )?(?:(?:some|a|the|a bit of) )?${TARGET} ${EXERCISE}(?: ${INSTEAD}| now)?`,
      `${TARGET} ${EXERCISE} (?:instead|please)`,
      `i would (?:rather|prefer to) (?:do|practice|try|have) ${TARGET}`,
      `(?:${WISHING}(?:do |have |practice |try )?)?${TARGET} instead(?: of (?:this|that))?`,
    ],
    { persona: false, sound: false },
  ),
];

const BEFORE =
  /^(?:(?:a|an|the|some|just|another|that|this|do|doing|practicing|practice|have|having|try|bit of|little|mock|real|kind of|more|to|with|for) )+/;
const AFTER =
  / (?:practice|practicing|prep|preparation|mode|training|session|role play|scenario|exercise|one|part|thing|instead|coaching|option|call|calls)$/;

const SPEAKS_OF_SWITCHING =
  /(?:^| )(?:switch|switching|change|changing|swap|transfer|move|go|jump|skip|get|come|practice|prep|preparation|training|role play|exercise|session|scenario|mode|coaching|instead|now|rather|rehearse|train|work on)(?: |$)/;

/** Where a clause (without its lead) asks to go, if it asks for another exercise and nothing else. */
export const switchIn = (clause: string, personas: PersonaIndex): SwitchTarget | undefined => {
  if (!SPEAKS_OF_SWITCHING.test(clause)) return undefined;
  for (const { pattern, persona, sound } of FORMS) {
    const said = pattern.exec(clause)?.groups?.['target'];
    if (said === undefined) continue;
    const mode = modeOf(said, sound);
    const target = mode ? { mode } : persona ? personaOf(said, personas) : undefined;
    if (target) return target;
  }
  return undefined;
};

const modeOf = (said: string, bySound: boolean): Mode | undefined => {
  for (let words = said.replace(BEFORE, ''); words !== '';) {
    const known = MODE_PHRASES.phrases.get(words) ?? MISHEARD_PHRASES.phrases.get(words);
    // "Change to sales" may be a career; "sales practice" and "sales calls" are exercises.
    if (known && known.strength !== 'weak' && !(words === 'sales' && said.endsWith('sales'))) {
      return known.mode;
    }
    const heard = bySound ? modeBySound(words.replaceAll(' ', '')) : undefined;
    if (heard) return heard;
    const shorter = words.replace(AFTER, '');
    if (shorter === words) return undefined;
    words = shorter;
  }
  return undefined;
};

/** All of the words must be the persona: "switch to Sarah", never "switch to Sarah's supplier". */
const personaOf = (said: string, personas: PersonaIndex): SwitchTarget | undefined => {
  const words = said.replace(/^(?:to |with )/, '').split(' ');
  let target: SwitchTarget | undefined;
  for (let at = /^(?:the|that|this|your)$/.test(words[0] ?? '') ? 1 : 0; at < words.length;) {
    if (target && /^(?:the|from|that)$/.test(words[at] ?? '')) {
      at += 1;
      continue;
    }
    const found = personas.at(words, at);
    const [card, ...others] = found?.cards ?? [];
    if (!found || !card || !found.personal || others.length > 0) return undefined;
    if (target && target.persona !== card.key) return undefined;
    target = { mode: card.mode, persona: card.key };
    at += found.length;
  }
  return target;
};
