/** `invalidate` this after a telephone was rung, scheduled or cancelled. */
export const RINGS = 'app:rings';
