import type { TurnLatency } from '@sparline/voice';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, Repository } from 'typeorm';
import { TurnLatencyEntity } from './turn-latency.entity';
import type { TurnTiming } from './turn-timing.schemas';

type CallStart = { organizationId: string; callId: string; startedAt: Date };

@Injectable()
export class TurnLatencyRepository {
  constructor(
    @InjectRepository(TurnLatencyEntity) private readonly rows: Repository<TurnLatencyEntity>,
  ) {}

  async list(organizationId: string, callId: string): Promise<TurnTiming[]> {
    const rows = await this.rows.find({
      where: { organizationId, callId },
      order: { occurredAt: 'ASC', turnId: 'ASC' },
    });
    return rows.map(toTiming);
  }
}

/** Part of ending a call, and of its transaction. */
export const insertLatencies = async (
  manager: EntityManager,
  { startedAt, ...call }: CallStart,
  latencies: readonly TurnLatency[],
): Promise<void> => {
  await manager.insert(
    TurnLatencyEntity,
    latencies.map(
      ({ atMs, speculation, recogniser, languageModel, voice, speechToSpeech, ...measured }) => ({
        ...call,
        ...measured,
        occurredAt: new Date(startedAt.getTime() + atMs),
        speculated: speculation === 'used',
        sttProvider: recogniser?.provider,
        sttModel: recogniser?.model,
        llmProvider: languageModel?.provider,
        llmModel: languageModel?.model,
        ttsProvider: voice?.provider,
        ttsModel: voice?.model,
        realtimeProvider: speechToSpeech?.provider,
        realtimeModel: speechToSpeech?.model,
      }),
    ),
  );
};

const toTiming = (row: TurnLatencyEntity): TurnTiming => ({
  turnId: row.turnId,
  speculated: row.speculated,
  eotDelayMs: row.eotDelayMs ?? undefined,
  finalDelayMs: row.finalDelayMs ?? undefined,
  firstTokenMs: row.firstTokenMs ?? undefined,
  firstSentenceMs: row.firstSentenceMs ?? undefined,
  firstAudioMs: row.firstAudioMs ?? undefined,
  transportMs: row.transportMs ?? undefined,
  responseMs: row.responseMs ?? undefined,
  savedMs: row.savedMs ?? undefined,
});
