/** `invalidate` this after the own speaking pace has changed. */
export const PACE = 'app:pace';
