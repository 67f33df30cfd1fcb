import type AnyIcon from '@lucide/svelte/icons/house';

type Common = { name: string; icon: typeof AnyIcon };

export type MenuEntry =
  | (Common & { href: string; rel?: string })
  | (Common & { run: () => void; danger?: boolean; disabled?: boolean; keepsOpen?: boolean });
