import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Retention } from './recording-policy.schemas';

/** What an organization has decided about its recordings; none while everything is as usual. */
@Entity('recording_policies')
export class RecordingPolicyEntity {
  @PrimaryColumn('uuid', { name: 'organization_id' })
  organizationId!: string;

  @Column('text')
  retention!: Retention['kind'];

  @Column('integer', { name: 'retention_days', nullable: true })
  retentionDays!: number | null;

  @Column('boolean', { name: 'allow_unrecorded' })
  allowUnrecorded!: boolean;
}
