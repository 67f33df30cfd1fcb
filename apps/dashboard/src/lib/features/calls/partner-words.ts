import type { CallListItem } from '../../api/types';

/** Who asks in a call that was begun without a choice. */
export const GREETER = 'Sparline';

/** How a call is called: by whom it was with, if anybody took over from the greeter. */
export const partnerOf = ({ persona, state }: Pick<CallListItem, 'persona' | 'state'>): string =>
  persona?.name ?? (state === 'active' ? 'Nothing chosen yet' : 'Nothing chosen');
