/** `invalidate` this after the price book changed. */
export const PRICES = 'app:prices';
