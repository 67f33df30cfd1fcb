/** Openings of what models write between asterisks or brackets to be acted, not said. */
const STAGE_DIRECTION =
  /^(soft(ly)?|slight(ly)?|nervous(ly)?|quiet(ly)?|brief(ly)?|light(ly)?|long|short|deep(ly)?|warm(ly)?)?\s*(sigh|laugh|chuckl|giggl|paus|smil|smirk|nod|shrug|clear|cough|grin|frown|lean|silence|breath|inhale|exhale|think|look|glanc|typing|type|shuffl|beat|groan|gasp|whisper|hesitat|scoff|snort|wink|hang|sip|background|phone|click|tone|voice)/i;

const isDirection = (inner: string): boolean => STAGE_DIRECTION.test(inner.trim());

/** What of a model's text is said aloud: no markdown, no stage directions, no emoji. */
export function toSpokenText(text: string): string {
  return text
    .replace(/```[\s\S]*?(```|$)/g, ' ')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\*\*([^*]+)\*\*|__([^_]+)__/g, '$1$2')
    .replace(/\*([^*\n]+)\*/g, (_whole, inner: string) => (isDirection(inner) ? ' ' : inner))
    .replace(/[([]([^()[\]]*)[)\]]/g, (whole, inner: string) => (isDirection(inner) ? ' ' : whole))
    .replace(/^\s*(#{1,6}|[-*+•]|>)\s+/gm, '')
    .replace(/[*`#~|]|__/g, '')
    .replace(/[\p{Extended_Pictographic}\p{Emoji_Modifier}\u{FE0F}\u{200D}]/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/\s+([,.!?;:])/g, '$1')
    .trim();
}
