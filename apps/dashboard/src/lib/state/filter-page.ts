import { goto } from '$app/navigation';
import { page } from '$app/state';
import { filteredAddress } from '$lib/components/ui/pagination/page-address';

/** Shows this page filtered otherwise, in its address; whoever types goes on typing where they are. */
export const filterPage = (changes: Record<string, string>): void =>
  void goto(filteredAddress(page.url, changes), {
    keepFocus: true,
    noScroll: true,
    replaceState: true,
  });
