/** `invalidate` this after the own telephone numbers have changed. */
export const PHONE_NUMBERS = 'app:phone-numbers';
