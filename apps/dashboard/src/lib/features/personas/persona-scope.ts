/** `invalidate` this after one persona changed. */
export const PERSONA = 'app:persona';
