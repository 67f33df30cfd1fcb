import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { RecordingPolicyEntity } from './recording-policy.entity';

export type KeptPolicy = Omit<RecordingPolicyEntity, 'organizationId'>;

@Injectable()
export class RecordingPolicyRepository {
  constructor(
    @InjectRepository(RecordingPolicyEntity)
    private readonly rows: Repository<RecordingPolicyEntity>,
  ) {}

  async find(organizationId: string): Promise<KeptPolicy | undefined> {
    return (await this.rows.findOneBy({ organizationId })) ?? undefined;
  }

  async save(organizationId: string, policy: KeptPolicy): Promise<void> {
    await this.rows.upsert({ ...policy, organizationId }, ['organizationId']);
  }
}
