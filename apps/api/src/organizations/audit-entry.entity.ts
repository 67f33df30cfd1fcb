import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { AuditChange } from './audit.schemas';

/** Who did what an organization may have to account for. Never changed, never deleted. */
@Entity('audit_entries')
export class AuditEntryEntity {
  @Column('uuid', { name: 'organization_id' })
  organizationId!: string;

  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'member_id' })
  memberId!: string;

  @Column('text')
  action!: string;

  /** What it was done to, as `kind:id`. */
  @Column('text')
  subject!: string;

  /** What it was called then; for people, what a link may no longer lead to. */
  @Column('text', { name: 'subject_name', nullable: true })
  subjectName!: string | null;

  @Column('jsonb')
  changes!: AuditChange[];

  @Column('timestamptz')
  at!: Date;
}
