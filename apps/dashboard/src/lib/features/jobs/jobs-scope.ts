/** `invalidate` this after something was done about jobs. */
export const JOBS = 'app:jobs';
