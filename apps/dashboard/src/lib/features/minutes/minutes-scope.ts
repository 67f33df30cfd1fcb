/** `invalidate` this after a minute account changed. */
export const MINUTES = 'app:minutes';
