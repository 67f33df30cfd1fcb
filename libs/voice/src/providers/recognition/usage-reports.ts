/**
 * Audio between two reports of a recogniser that is sent all of it, in milliseconds. They add up to what
 * was used; what a crash leaves untold is less than one of them.
 */
export const REPORT_USAGE_EVERY_MS = 5_000;
