import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { DeletionReason } from '../recordings.schemas';

/** Of an object: that it has to go, and from `deletedAt` on that it was seen to be gone. */
@Entity('deletion_receipts')
export class DeletionReceiptEntity {
  @Column('uuid', { name: 'organization_id' })
  organizationId!: string;

  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('text', { name: 'object_key' })
  objectKey!: string;

  @Column('uuid', { name: 'call_id', nullable: true })
  callId!: string | null;

  @Column('bigint', {
    transformer: { to: (bytes: number) => bytes, from: (bytes: string) => Number(bytes) },
  })
  bytes!: number;

  @Column('text', { nullable: true })
  sha256!: string | null;

  @Column('text')
  reason!: DeletionReason;

  @Column('uuid', { name: 'member_id', nullable: true })
  memberId!: string | null;

  @Column('timestamptz', { name: 'requested_at' })
  requestedAt!: Date;

  @Column('timestamptz', { name: 'deleted_at', nullable: true })
  deletedAt!: Date | null;
}
