import AudioLines from '@lucide/svelte/icons/audio-lines';
import ChartColumn from '@lucide/svelte/icons/chart-column';
import House from '@lucide/svelte/icons/house';
import MessagesSquare from '@lucide/svelte/icons/messages-square';
import Timer from '@lucide/svelte/icons/timer';
import UserRound from '@lucide/svelte/icons/user-round';
import UsersRound from '@lucide/svelte/icons/users-round';
import type { Permission } from '$lib/state/session';

export type Destination = {
  href: string;
  name: string;
  icon: typeof House;
  needs?: Permission;
};

export const PRACTISE: Destination = { href: '/practise', name: 'Practise', icon: AudioLines };
const HOME: Destination = { href: '/', name: 'Home', icon: House };
const PERSONAS: Destination = { href: '/personas', name: 'Personas', icon: UsersRound };
const CALLS: Destination = { href: '/calls', name: 'Calls', icon: MessagesSquare };
const MEMBERS: Destination = {
  href: '/members',
  name: 'Members',
  icon: UserRound,
  needs: 'member:read',
};
const MINUTES: Destination = {
  href: '/minutes',
  name: 'Minutes',
  icon: Timer,
  needs: 'quota:read',
};
/** Trainees find their progress there. */
const REPORTS: Destination = { href: '/reports', name: 'Reports', icon: ChartColumn };

export const DESKTOP: readonly Destination[] = [HOME, PERSONAS, CALLS, MEMBERS, MINUTES, REPORTS];
/** In the thumb's reach; the rest is in the account menu. */
export const PHONE: readonly Destination[] = [HOME, PRACTISE, CALLS, PERSONAS];

export const isHere = (href: string, pathname: string): boolean =>
  href === '/' ? pathname === '/' : pathname === href || pathname.startsWith(`${href}/`);
