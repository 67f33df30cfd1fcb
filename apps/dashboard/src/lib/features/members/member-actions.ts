import { invalidate } from '$app/navigation';
import { api, ask, type Answer } from '$lib/api/client';
import type { Member, Role } from '$lib/api/types';
import { ROLE_WORDS } from '$lib/format/roles';
import { confirmation } from '$lib/state/confirm.svelte';
import { tellRefusal } from '$lib/state/refusals';
import { SESSION, session } from '$lib/state/session';
import { toasts } from '$lib/state/toasts.svelte';
import { MEMBERS } from './members-scope';

const pathOf = ({ id }: Member) => ({ path: { id } });

export const changeRole = async (member: Member, role: Role): Promise<void> => {
  const lowersSelf = member.id === session.me?.id;
  if (lowersSelf && !(await agreesToLowerSelf(role))) {
    await invalidate(MEMBERS);
    return;
  }
  const params = pathOf(member);
  const answer = await ask(api.PATCH('/api/members/{id}', { params, body: { role } }));
  await tell(answer, `${member.name} is now ${ROLE_WORDS[role].name.toLowerCase()}.`, () =>
    changeRole({ ...member, role }, member.role),
  );
  if (lowersSelf) {
    await invalidate(SESSION);
  }
};

const agreesToLowerSelf = (role: Role) =>
  confirmation.ask({
    title: 'Change your own role?',
    text: 'You may not be able to change it back yourself.',
    action: `Become ${ROLE_WORDS[role].name.toLowerCase()}`,
  });

export const suspend = async (member: Member, suspended: boolean): Promise<void> => {
  const params = pathOf(member);
  const answer = await ask(api.PATCH('/api/members/{id}', { params, body: { suspended } }));
  const text = suspended
    ? `${member.name} can no longer sign in.`
    : `${member.name} can sign in again.`;
  await tell(answer, text, () => suspend(member, !suspended));
};

export const remove = async (member: Member): Promise<void> => {
  const agreed = await confirmation.ask({
    title: `Remove ${member.name}?`,
    text: `${member.name} loses access at once, and this cannot be undone. To keep somebody out for a while, suspend them.`,
    action: `Remove ${member.name}`,
  });
  if (agreed) {
    const answer = await ask(api.DELETE('/api/members/{id}', { params: pathOf(member) }));
    await tell(answer, `${member.name} is removed.`);
  }
};

export const revokeInvitation = async (invitation: {
  id: string;
  email: string;
}): Promise<void> => {
  const agreed = await confirmation.ask({
    title: 'Withdraw this invitation?',
    text: `The link sent to ${invitation.email} stops working.`,
    action: 'Withdraw it',
  });
  if (agreed) {
    const params = { path: { id: invitation.id } };
    const answer = await ask(api.DELETE('/api/invitations/{id}', { params }));
    await tell(answer, `The invitation of ${invitation.email} is withdrawn.`);
  }
};

/** Says how it went and shows the list as the server now has it. */
const tell = async (
  answer: Answer<unknown>,
  done: string,
  undo?: () => Promise<void>,
): Promise<void> => {
  if (answer.ok) {
    toasts.good(done, undo && { label: 'Undo', run: () => void undo() });
  } else {
    tellRefusal(answer.problem);
  }
  await invalidate(MEMBERS);
};
