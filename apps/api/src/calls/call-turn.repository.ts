import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { CallTurnEntity } from './call-turn.entity';
import type { CallTurn } from './calls.schemas';

@Injectable()
export class CallTurnRepository {
  constructor(
    @InjectRepository(CallTurnEntity) private readonly rows: Repository<CallTurnEntity>,
  ) {}

  async list(organizationId: string, callId: string): Promise<CallTurn[]> {
    const rows = await this.rows.find({
      where: { organizationId, callId },
      order: { position: 'ASC' },
    });
    return rows.map(
      ({ organizationId: _organization, callId: _call, position: _position, ...turn }) => turn,
    );
  }
}
