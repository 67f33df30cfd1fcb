import { filteredAddress } from '../../components/ui/pagination/page-address';
import type { Group } from './report-words';

const FILTERS: readonly Group[] = ['member', 'persona', 'mode', 'channel', 'engine'];

/** The same report of the calls of one row alone, where that can be asked. */
export const rowAddress = (url: URL, group: Group, key: string): string | undefined => {
  if (group === 'call') return `/calls/${key}`;
  if (!FILTERS.includes(group) || key === '' || key === 'without_call') return undefined;
  return filteredAddress(url, { [group]: key, groupBy: '' });
};
