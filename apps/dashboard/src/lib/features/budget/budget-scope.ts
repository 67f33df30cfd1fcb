/** `invalidate` this after the budget changed. */
export const BUDGET = 'app:budget';
