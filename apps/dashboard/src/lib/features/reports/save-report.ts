import { api } from '$lib/api/client';
import { toasts } from '$lib/state/toasts.svelte';

type Report = 'usage' | 'cost' | 'progress' | 'quality';
type Form = 'csv' | 'json';
const TYPES: Record<Form, string> = { csv: 'text/csv', json: 'application/json' };

/** Fetches the report as the page shows it, and hands it to the browser as a file. */
export const saveReport = async (
  report: Report,
  query: { from?: string; to?: string; groupBy: string },
  form: Form,
): Promise<void> => {
  const { data, error } = await api.GET(`/api/reports/${report}`, {
    // The page's query is the report's own; only their union has no name.
    params: { query: query as never },
    headers: { accept: TYPES[form] },
    parseAs: 'blob',
  });
  if (error) {
    toasts.danger(error.detail);
    return;
  }
  saveAs(data as unknown as Blob, `${report}-${query.from ?? ''}-${query.to ?? ''}.${form}`);
};

const saveAs = (blob: Blob, name: string): void => {
  const address = URL.createObjectURL(blob);
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  URL.revokeObjectURL(address);
};
