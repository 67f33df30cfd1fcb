import ChartColumn from '@lucide/svelte/icons/chart-column';
import Hourglass from '@lucide/svelte/icons/hourglass';
import Layers from '@lucide/svelte/icons/layers';
import LogOut from '@lucide/svelte/icons/log-out';
import Monitor from '@lucide/svelte/icons/monitor';
import Moon from '@lucide/svelte/icons/moon';
import Phone from '@lucide/svelte/icons/phone';
import Settings from '@lucide/svelte/icons/settings';
import Sun from '@lucide/svelte/icons/sun';
import Tags from '@lucide/svelte/icons/tags';
import Timer from '@lucide/svelte/icons/timer';
import UserRound from '@lucide/svelte/icons/user-round';
import Wallet from '@lucide/svelte/icons/wallet';
import type { MenuEntry } from '$lib/components/ui/menu/menu-entry';
import type { Permission } from '$lib/state/session';
import type { ThemeChoice } from '$lib/state/theme.svelte';

type Account = {
  may: (permission: Permission) => boolean;
  theme: ThemeChoice;
  chooseTheme: (choice: ThemeChoice) => void;
  signOut: () => void;
};

const NEXT_THEME = {
  system: { choice: 'light', name: 'Theme: as the system', icon: Monitor },
  light: { choice: 'dark', name: 'Theme: light', icon: Sun },
  dark: { choice: 'system', name: 'Theme: dark', icon: Moon },
} as const;

export const accountEntries = (account: Account): MenuEntry[] => {
  const { choice, name, icon } = NEXT_THEME[account.theme];
  return [
    ...(account.may('member:read') ? [{ name: 'Members', icon: UserRound, href: '/members' }] : []),
    ...(account.may('quota:read') ? [{ name: 'Minutes', icon: Timer, href: '/minutes' }] : []),
    { name: 'Reports', icon: ChartColumn, href: '/reports' },
    ...(account.may('caller:read') ? [{ name: 'Callers', icon: Phone, href: '/callers' }] : []),
    ...(account.may('cost:read') ? [{ name: 'Budget', icon: Wallet, href: '/budget' }] : []),
    ...(account.may('price:read') ? [{ name: 'Prices', icon: Tags, href: '/prices' }] : []),
    { name: 'My minutes', icon: Hourglass, href: '/my-minutes' },
    { name: 'Settings', icon: Settings, href: '/settings' },
    ...(account.may('queue:read') ? [{ name: 'Jobs', icon: Layers, href: '/jobs' }] : []),
    { name, icon, keepsOpen: true, run: () => account.chooseTheme(choice) },
    { name: 'Sign out', icon: LogOut, run: account.signOut },
  ];
};
