import type { CallSummary } from '@sparline/personas';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';
import type { ReviewFallback } from './scoring.schemas';

@Entity('call_summaries')
export class CallSummaryEntity {
  @Column('uuid', { name: 'organization_id' })
  organizationId!: string;

  @PrimaryColumn('uuid', { name: 'call_id' })
  callId!: string;

  @Column('text')
  method!: CallSummary['method'];

  @Column('text', { nullable: true })
  model!: string | null;

  /** Why the rules stood in for the language model. */
  @Column('text', { nullable: true })
  fallback!: ReviewFallback | null;

  @Column('jsonb')
  data!: CallSummary;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
