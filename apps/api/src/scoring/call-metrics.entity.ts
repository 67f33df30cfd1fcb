import type { DeliveryMetrics } from '@sparline/personas';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

@Entity('call_metrics')
export class CallMetricsEntity {
  @Column('uuid', { name: 'organization_id' })
  organizationId!: string;

  @PrimaryColumn('uuid', { name: 'call_id' })
  callId!: string;

  /** Of the formulas. */
  @Column('integer')
  version!: number;

  @Column('jsonb')
  data!: DeliveryMetrics;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
