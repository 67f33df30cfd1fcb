/** `invalidate` this after a caller has changed. */
export const CALLERS = 'app:callers';
