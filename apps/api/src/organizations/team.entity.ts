import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** Members who share minutes. */
@Entity('teams')
export class TeamEntity {
  @Column('uuid', { name: 'organization_id' })
  organizationId!: string;

  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('text')
  name!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  /** Set when deleted: the history of its minutes keeps its name. */
  @Column('timestamptz', { name: 'deleted_at', nullable: true })
  deletedAt!: Date | null;
}
