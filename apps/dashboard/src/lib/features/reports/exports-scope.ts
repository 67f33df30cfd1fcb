/** `invalidate` this after an export was asked for, ended or was deleted. */
export const EXPORTS = 'app:exports';
