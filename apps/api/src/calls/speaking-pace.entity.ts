import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What calls have shown of how a member speaks. */
@Entity('speaking_paces')
export class SpeakingPaceEntity {
  @PrimaryColumn('uuid', { name: 'organization_id' })
  organizationId!: string;

  @PrimaryColumn('uuid', { name: 'member_id' })
  memberId!: string;

  /** Of pauses within a turn; null once it was forgotten. */
  @Column('integer', { name: 'pause_ms', nullable: true })
  pauseMs!: number | null;

  /** So many were heard. */
  @Column('integer')
  pauses!: number;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;

  @Column('timestamptz', { name: 'forgotten_at', nullable: true })
  forgottenAt!: Date | null;
}
