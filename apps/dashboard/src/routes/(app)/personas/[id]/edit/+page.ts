import { requireAuthor } from '../../require-author';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ parent }) => {
  requireAuthor((await parent()).me);
};
