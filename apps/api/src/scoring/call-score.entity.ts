import type { Score } from '@sparline/personas';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';
import type { ReviewFallback } from './scoring.schemas';

/** A score stays under the rubric, method and model that made it. */
@Entity('call_scores')
export class CallScoreEntity {
  @Column('uuid', { name: 'organization_id' })
  organizationId!: string;

  @PrimaryColumn('uuid', { name: 'call_id' })
  callId!: string;

  @Column('text', { name: 'rubric_key' })
  rubricKey!: string;

  @Column('integer', { name: 'rubric_version' })
  rubricVersion!: number;

  @Column('text')
  method!: Score['method'];

  @Column('text', { nullable: true })
  model!: string | null;

  /** Why the rules stood in for the language model. */
  @Column('text', { nullable: true })
  fallback!: ReviewFallback | null;

  @Column('real', { nullable: true })
  total!: number | null;

  @Column('jsonb')
  data!: Score;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
