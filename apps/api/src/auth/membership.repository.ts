import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, Repository } from 'typeorm';
import type { Role } from './auth.schemas';
import { MemberEntity } from './member.entity';

export type MembershipChange = { name?: string; role?: Role; suspended?: boolean };
export type MembershipRefusal = 'not_found' | 'last_admin';

/**
 * Changes that could leave an organization without an administrator. They hold its row, so that two
 * at once are judged one after the other.
 */
@Injectable()
export class MembershipRepository {
  constructor(@InjectRepository(MemberEntity) private readonly rows: Repository<MemberEntity>) {}

  async change(
    organizationId: string,
    id: string,
    change: MembershipChange,
  ): Promise<MemberEntity | MembershipRefusal> {
    return this.judged(organizationId, id, async (manager, member) => {
      const after: MemberEntity = {
        ...member,
        name: change.name ?? member.name,
        role: change.role ?? member.role,
        suspended: change.suspended ?? member.suspended,
      };
      const leavesOffice = isActiveAdmin(member) && !isActiveAdmin(after);
      if (leavesOffice && !(await hasOtherAdmin(manager, member))) return 'last_admin';
      await manager.update(
        MemberEntity,
        { organizationId, id },
        { name: after.name, role: after.role, suspended: after.suspended },
      );
      if (after.suspended) await signOut(manager, member);
      return after;
    });
  }

  /** Gone from lists and from signing in; the row stays for the calls that name it. */
  async remove(organizationId: string, id: string, now: Date): Promise<'done' | MembershipRefusal> {
    return this.judged(organizationId, id, async (manager, member) => {
      if (isActiveAdmin(member) && !(await hasOtherAdmin(manager, member))) return 'last_admin';
      await manager.update(
        MemberEntity,
        { organizationId, id },
        { deletedAt: now, passwordHash: null },
      );
      await signOut(manager, member);
      await manager.query('DELETE FROM api_keys WHERE organization_id = $1 AND member_id = $2', [
        organizationId,
        id,
      ]);
      return 'done';
    });
  }

  private async judged<Result>(
    organizationId: string,
    id: string,
    work: (manager: EntityManager, member: MemberEntity) => Promise<Result>,
  ): Promise<Result | 'not_found'> {
    return this.rows.manager.transaction(async (manager) => {
      await manager.query('SELECT FROM organizations WHERE id = $1 FOR NO KEY UPDATE', [
        organizationId,
      ]);
      const member = await manager
        .createQueryBuilder(MemberEntity, 'member')
        .where('member.organization_id = :organizationId AND member.id = :id', {
          organizationId,
          id,
        })
        .andWhere('member.deleted_at IS NULL AND NOT member.guest')
        .getOne();
      return member ? work(manager, member) : 'not_found';
    });
  }
}

const isActiveAdmin = (member: MemberEntity): boolean =>
  member.role === 'admin' && !member.suspended;

const hasOtherAdmin = async (manager: EntityManager, member: MemberEntity): Promise<boolean> => {
  const rows = await manager.query<unknown[]>(
    `SELECT FROM members WHERE organization_id = $1 AND id <> $2
     AND role = 'admin' AND NOT suspended AND deleted_at IS NULL LIMIT 1`,
    [member.organizationId, member.id],
  );
  return rows.length > 0;
};

const signOut = async (manager: EntityManager, member: MemberEntity): Promise<void> => {
  const whose = [member.organizationId, member.id];
  for (const table of ['sign_in_sessions', 'password_resets']) {
    await manager.query(
      `DELETE FROM ${table} WHERE organization_id = $1 AND member_id = $2`,
      whose,
    );
  }
};
