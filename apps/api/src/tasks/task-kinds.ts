import type { Actor } from '../auth/actor';
import { may, type Permission } from '../auth/permissions';
import { isJobName, type TaskJobName } from '../platform/queue/jobs';

/** Beside whoever started it: who sees a task of this kind, and who may stop it. */
const KINDS: Record<TaskJobName, { seenBy: Permission; stoppedBy: Permission }> = {
  'score-again': { seenBy: 'queue:read', stoppedBy: 'queue:write' },
  'price-unknown': { seenBy: 'price:read', stoppedBy: 'price:write' },
  'export-calls': { seenBy: 'cost:read', stoppedBy: 'cost:read' },
};

type Started = { kind: string; startedBy: string };

export const isTaskKind = (kind: string): kind is TaskJobName => isJobName(kind) && kind in KINDS;

export const kindsSeenBy = ({ role }: Actor): TaskJobName[] =>
  Object.keys(KINDS)
    .filter(isTaskKind)
    .filter((kind) => may(role, KINDS[kind].seenBy));

export const maySee = (actor: Actor, { kind, startedBy }: Started): boolean =>
  startedBy === actor.memberId || (isTaskKind(kind) && may(actor.role, KINDS[kind].seenBy));

export const mayStop = (actor: Actor, { kind, startedBy }: Started): boolean =>
  startedBy === actor.memberId || (isTaskKind(kind) && may(actor.role, KINDS[kind].stoppedBy));
