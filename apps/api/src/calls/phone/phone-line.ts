import type { Mode } from '@sparline/personas';

export type LineDirection = 'inbound' | 'outbound';
export type LineState = 'scheduled' | 'ringing' | 'connected' | 'ended';

/** How a connection ended: talked through, broken by us or refused, or nobody was there to talk. */
export type LineOutcome =
  | 'completed'
  | 'disconnected'
  | 'failed'
  | 'busy'
  | 'used_up'
  | 'budget_used_up'
  | 'machine'
  | 'no_answer'
  | 'cancelled'
  /** A caller was told why there is no call. */
  | 'refused'
  /** It was due while nobody of us could ring. */
  | 'too_late';

/** A connection that is up, with whom and for what. */
export type OpenLine = {
  organizationId: string;
  id: string;
  callSid: string;
  memberId: string;
  direction: LineDirection;
  personaId: string | null;
  mode: Mode | null;
  brief: string | null;
  /** Null when the number has been removed meanwhile. */
  callerId: string | null;
  /** A guest pays from the number's own account. */
  guest: boolean;
  name: string;
};
