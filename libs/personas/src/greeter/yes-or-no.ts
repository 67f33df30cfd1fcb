import { speechWords } from '../intent/speech-words';

const YES =
  /^(?:yes|sure|okay|all right|alright|fine|correct|exactly|right|please|why not|absolutely|definitely|of course|go ahead|sounds good|that is right|that is it|good idea|gladly|ja|si|oui)(?: |$)/;
const PLAIN_NO = /^(?:no ?)+(?:,? ?(?:thanks|thank you|please))?$/;
const NO = /^(?:no|not|wrong|rather not|i do not|i would rather not|nein|non)(?: |$)/;

/** A no to what was asked, and no more than that: "no, thank you" is no farewell then. */
export const isPlainNo = (phrase: string): boolean =>
  PLAIN_NO.test(speechWords(phrase).join(' ').replaceAll(' ,', ''));

/** What a short answer to a yes-or-no question says; undefined when it says neither. */
export const yesOrNo = (phrase: string): 'yes' | 'no' | undefined => {
  const said = speechWords(phrase)
    .join(' ')
    .replace(/^(?:(?:well|so|i guess|i think|oh|,) )+/, '');
  if (NO.test(said)) return 'no';
  return YES.test(said) ? 'yes' : undefined;
};
