import { goto } from '$app/navigation';
import { page } from '$app/state';
import { filteredAddress } from '$lib/components/ui/pagination/page-address';

/** Where the page is on its way to: a second change in the meantime must not undo the first. */
let wanted: URL | undefined;

/** Shows this page filtered otherwise, in its address; whoever types goes on typing where they are. */
export const filterPage = (changes: Record<string, string>): void => {
  const from = wanted?.pathname === page.url.pathname ? wanted : page.url;
  const address = new URL(filteredAddress(from, changes), page.url);
  wanted = address;
  const arrived = goto(address, { keepFocus: true, noScroll: true, replaceState: true });
  void arrived.finally(() => {
    if (wanted === address) wanted = undefined;
  });
};
