import { Injectable } from '@nestjs/common';
import type { Actor } from '../../auth/actor';
import { AuditService } from '../../organizations/audit.service';
import { callerNotFound } from '../telephony.errors';
import type { BlockCaller } from './callers.schemas';
import type { PhoneNumberEntity } from './phone-number.entity';
import { PhoneNumberRepository } from './phone-number.repository';

/** What an administrator may do about a caller; each of it is written down. */
@Injectable()
export class CallerAdministrationService {
  constructor(
    private readonly numbers: PhoneNumberRepository,
    private readonly audit: AuditService,
  ) {}

  async reveal(actor: Actor, id: string): Promise<{ number: string }> {
    const { number } = await this.mustFind(actor, id);
    await this.audit.record(actor, 'caller.revealed', `caller:${id}`);
    return { number };
  }

  async setBlocked(actor: Actor, id: string, { blocked }: BlockCaller): Promise<void> {
    await this.mustFind(actor, id);
    const action = blocked ? 'caller.blocked' : 'caller.unblocked';
    await this.audit.record(actor, action, `caller:${id}`);
    await this.numbers.setBlocked(actor.organizationId, id, blocked);
  }

  private async mustFind(actor: Actor, id: string): Promise<PhoneNumberEntity> {
    const row = await this.numbers.findRecognised(actor.organizationId, id);
    if (!row) throw callerNotFound();
    return row;
  }
}
