import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

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

  @Column('timestamptz')
  at!: Date;
}
