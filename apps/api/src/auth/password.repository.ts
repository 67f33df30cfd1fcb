import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, Repository } from 'typeorm';
import { PasswordResetEntity } from './password-reset.entity';

/** Passwords being replaced, and the reset links that allow it. */
@Injectable()
export class PasswordRepository {
  constructor(
    @InjectRepository(PasswordResetEntity)
    private readonly resets: Repository<PasswordResetEntity>,
  ) {}

  /** Together with what `mail` writes. */
  async insertReset<Result>(
    organizationId: string,
    reset: { memberId: string; tokenHash: string; now: Date; expiresAt: Date },
    mail: (transaction: EntityManager) => Promise<Result>,
  ): Promise<Result> {
    const { now, ...row } = reset;
    return this.resets.manager.transaction(async (manager) => {
      await manager.query('DELETE FROM password_resets WHERE expires_at <= $1', [now]);
      await manager.insert(PasswordResetEntity, { organizationId, ...row });
      return mail(manager);
    });
  }

  /** A question without an organization: the token finds it. */
  async isResetValid(tokenHash: string, now: Date): Promise<boolean> {
    const rows = await this.resets.query<unknown[]>(
      'SELECT FROM password_resets WHERE token_hash = $1 AND expires_at > $2',
      [tokenHash, now],
    );
    return rows.length === 1;
  }

  /** Uses the link up and sets the password; false when the link is gone. Without an organization, as above. */
  async redeemReset(tokenHash: string, passwordHash: string, now: Date): Promise<boolean> {
    return this.resets.manager.transaction(async (manager) => {
      const reset = await manager
        .createQueryBuilder(PasswordResetEntity, 'reset')
        .where('reset.token_hash = :tokenHash AND reset.expires_at > :now', { tokenHash, now })
        .getOne();
      if (!reset) return false;
      const { organizationId, memberId } = reset;
      // The member's row first, as everywhere, so that two who write at once wait, not deadlock.
      await manager.query('SELECT FROM members WHERE organization_id = $1 AND id = $2 FOR UPDATE', [
        organizationId,
        memberId,
      ]);
      const used = await manager.delete(PasswordResetEntity, { organizationId, id: reset.id });
      if (used.affected !== 1) return false;
      await replacePassword(manager, organizationId, { memberId, passwordHash });
      return true;
    });
  }

  /** Signs out every browser but the one that asked. */
  async replace(
    organizationId: string,
    change: { memberId: string; passwordHash: string; keepSessionId?: string },
  ): Promise<void> {
    await this.resets.manager.transaction((manager) =>
      replacePassword(manager, organizationId, change),
    );
  }
}

const replacePassword = async (
  manager: EntityManager,
  organizationId: string,
  change: { memberId: string; passwordHash: string; keepSessionId?: string },
): Promise<void> => {
  const { memberId, passwordHash, keepSessionId } = change;
  await manager.query(
    'UPDATE members SET password_hash = $3 WHERE organization_id = $1 AND id = $2',
    [organizationId, memberId, passwordHash],
  );
  await manager.query(
    `DELETE FROM sign_in_sessions
     WHERE organization_id = $1 AND member_id = $2 AND id IS DISTINCT FROM $3::uuid`,
    [organizationId, memberId, keepSessionId ?? null],
  );
  await manager.query('DELETE FROM password_resets WHERE organization_id = $1 AND member_id = $2', [
    organizationId,
    memberId,
  ]);
};
