/** What has to be read again when recordings, or how long they are kept, have changed. */
export const RECORDINGS = 'app:recordings';
