import type { Mode } from '@sparline/personas';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CallConsent, CallState, Channel, Engine, RecordingConsent } from './calls.schemas';

@Entity('calls')
export class CallEntity {
  @Column('uuid', { name: 'organization_id' })
  organizationId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'member_id' })
  memberId!: string;

  /** Null while the greeter asks what to practise, and for good when nothing was chosen. */
  @Column('uuid', { name: 'persona_id', nullable: true })
  personaId!: string | null;

  @Column('integer', { name: 'persona_version', nullable: true })
  personaVersion!: number | null;

  @Column('text', { name: 'persona_name', nullable: true })
  personaName!: string | null;

  @Column('text', { name: 'persona_title', nullable: true })
  personaTitle!: string | null;

  @Column('text', { nullable: true })
  mode!: Mode | null;

  @Column('text')
  channel!: Channel;

  @Column('text')
  engine!: Engine;

  @Column('text')
  state!: CallState;

  @Column('text', { nullable: true })
  brief!: string | null;

  @Column('text', { name: 'recording_consent', nullable: true })
  recordingConsent!: RecordingConsent | null;

  @Column('text', { name: 'consent_by', nullable: true })
  consentBy!: CallConsent['by'];

  @Column('timestamptz', { name: 'consent_at', nullable: true })
  consentAt!: Date | null;

  /** Sound of it was written to a disk, so there is something to mix. */
  @Column('boolean')
  spooled!: boolean;

  /** Why a part of its sound could not be kept, as a stable code. */
  @Column('text', { name: 'recording_problem', nullable: true })
  recordingProblem!: string | null;

  @Column('boolean')
  sample!: boolean;

  @Column('timestamptz', { name: 'started_at' })
  startedAt!: Date;

  /** Moves while the call runs; a call whose process died stops moving. */
  @Column('timestamptz', { name: 'last_seen_at' })
  lastSeenAt!: Date;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt!: Date | null;

  @Column('integer', { name: 'duration_ms', nullable: true })
  durationMs!: number | null;

  @Column('text', { name: 'end_reason', nullable: true })
  endReason!: string | null;

  @Column('real', { name: 'score_total', nullable: true })
  scoreTotal!: number | null;
}
