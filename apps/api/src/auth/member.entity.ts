import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { Role } from './auth.schemas';

/** Identity and password of a person. One e-mail address signs in to one organization. */
@Entity('members')
export class MemberEntity {
  @Column('uuid', { name: 'organization_id' })
  organizationId!: string;

  @PrimaryGeneratedColumn('uuid')
  id!: string;

  /** Null in the rows of guests, and of them alone; no question about members returns those. */
  @Column('text', { nullable: true })
  email!: string;

  @Column('text')
  name!: string;

  @Column('text')
  role!: Role;

  /** Null for samples: they cannot sign in. */
  @Column('text', { name: 'password_hash', nullable: true })
  passwordHash!: string | null;

  /** Whose minutes they share; null: nobody's but the organization's. */
  @Column('uuid', { name: 'team_id', nullable: true })
  teamId!: string | null;

  @Column('boolean')
  suspended!: boolean;

  @Column('boolean')
  sample!: boolean;

  /** An unknown caller: has calls, but is in no list of members and cannot sign in. */
  @Column('boolean')
  guest!: boolean;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'last_seen_at', nullable: true })
  lastSeenAt!: Date | null;

  /** Set when removed: their calls keep a name. */
  @Column('timestamptz', { name: 'deleted_at', nullable: true })
  deletedAt!: Date | null;
}
