import type { Role } from '$lib/api/types';

export const ROLE_WORDS: Record<Role, { name: string; may: string }> = {
  trainee: { name: 'Trainee', may: 'Practises, and sees own calls.' },
  coach: { name: 'Coach', may: 'Also sees everyone’s calls, and what they cost.' },
  admin: { name: 'Administrator', may: 'Also manages personas, members and settings.' },
};

export const ROLES = Object.keys(ROLE_WORDS) as Role[];

export const ROLE_OPTIONS = ROLES.map((role) => ({ value: role, label: ROLE_WORDS[role].name }));

const RANK: Record<Role, number> = { trainee: 0, coach: 1, admin: 2 };

/** Nobody hands out more than they have; the server refuses it too. */
export const grantableBy = (role: Role) =>
  ROLE_OPTIONS.filter(({ value }) => RANK[value] <= RANK[role]);
