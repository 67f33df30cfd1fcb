import { toasts } from '$lib/state/toasts.svelte';

const TYPES = { csv: 'text/csv', json: 'application/json' } as const;

/** The address answers by what is accepted, which a plain link cannot say. */
export const downloadReceipts = async (form: keyof typeof TYPES): Promise<void> => {
  const answer = await fetch('/api/deletion-receipts/file', { headers: { accept: TYPES[form] } });
  if (!answer.ok) {
    toasts.danger('The list could not be fetched. Try again in a moment.');
    return;
  }
  const url = URL.createObjectURL(await answer.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = `deleted-recordings.${form}`;
  link.click();
  URL.revokeObjectURL(url);
};
