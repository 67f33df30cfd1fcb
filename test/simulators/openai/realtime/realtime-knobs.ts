/** How the Realtime simulator misbehaves; nothing set means that it behaves. */
export type RealtimeKnobs = {
  /** Refuses the next so many upgrades with `refuseStatus` [429]; counts down. */
  refuseNext?: number;
  refuseStatus?: number;
  retryAfterSeconds?: number;
  /** Leaves upgrades without any answer. */
  stallUpgrade?: boolean;
  /** Before the first delta of a response, and before every later one. */
  delayMs?: number;
  chunkDelayMs?: number;
  /** Hears nobody speak, whatever sounds. */
  deaf?: boolean;
  /** From the end of an utterance to its transcript. */
  transcriptDelayMs?: number;
  /** Utterances whose transcription fails, or never comes; counts down. */
  failTranscripts?: number;
  withholdTranscripts?: boolean;
  /** Of the next so many responses, which then end as failed; counts down. */
  failNext?: number;
  failCode?: string;
  /** Takes `response.create` and says nothing, or nothing after the first audio. */
  stall?: 'before' | 'after_first';
  /** Says everything of a response but that it is done. */
  neverDone?: boolean;
  /** Deltas that still come after `response.cancel` [2]. */
  deltasAfterCancel?: number;
  /** Tears the connection down after so many deltas of a response; once. */
  dropAfterDeltas?: number;
  /** Answers `response.create` with text that is no JSON, JSON of another shape, or bytes. */
  garbage?: 'text' | 'shape' | 'binary';
  /** Transcripts come before the item they belong to, audio before the item it is part of. */
  wrongOrder?: boolean;
  /** The session ends by itself after so long. */
  sessionMs?: number;
};
