/** `invalidate` this after a member or an invitation changed. */
export const MEMBERS = 'app:members';
