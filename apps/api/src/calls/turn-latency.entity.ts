import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How long one answer of the persona took, stage by stage; null where it was not measured. */
@Entity('turn_latencies')
export class TurnLatencyEntity {
  @Column('uuid', { name: 'organization_id' })
  organizationId!: string;

  @PrimaryColumn('uuid', { name: 'call_id' })
  callId!: string;

  /** The persona's turn. */
  @PrimaryColumn('text', { name: 'turn_id' })
  turnId!: string;

  /** The trainee's turn it answers. */
  @Column('text')
  answers!: string;

  @Column('timestamptz', { name: 'occurred_at' })
  occurredAt!: Date;

  @Column('boolean')
  speculated!: boolean;

  @Column('integer', { name: 'eot_delay_ms', nullable: true })
  eotDelayMs!: number | null;

  @Column('integer', { name: 'final_delay_ms', nullable: true })
  finalDelayMs!: number | null;

  @Column('integer', { name: 'first_token_ms', nullable: true })
  firstTokenMs!: number | null;

  @Column('integer', { name: 'first_sentence_ms', nullable: true })
  firstSentenceMs!: number | null;

  @Column('integer', { name: 'first_audio_ms', nullable: true })
  firstAudioMs!: number | null;

  @Column('integer', { name: 'transport_ms', nullable: true })
  transportMs!: number | null;

  @Column('integer', { name: 'response_ms', nullable: true })
  responseMs!: number | null;

  @Column('integer', { name: 'saved_ms', nullable: true })
  savedMs!: number | null;

  @Column('text', { name: 'stt_provider', nullable: true })
  sttProvider!: string | null;

  @Column('text', { name: 'stt_model', nullable: true })
  sttModel!: string | null;

  @Column('text', { name: 'llm_provider', nullable: true })
  llmProvider!: string | null;

  @Column('text', { name: 'llm_model', nullable: true })
  llmModel!: string | null;

  @Column('text', { name: 'tts_provider', nullable: true })
  ttsProvider!: string | null;

  @Column('text', { name: 'tts_model', nullable: true })
  ttsModel!: string | null;

  /** A model that hears and speaks by itself, in place of the three. */
  @Column('text', { name: 'realtime_provider', nullable: true })
  realtimeProvider!: string | null;

  @Column('text', { name: 'realtime_model', nullable: true })
  realtimeModel!: string | null;
}
