import type { VoiceEvent } from '../events/voice-event';

/**
 * What happened in a call, a line an event that somebody could have noticed: exact to the
 * millisecond on a virtual clock, and short enough to be read as a whole.
 */
export function storyOf(events: readonly VoiceEvent[]): string[] {
  return events.flatMap((event) => {
    const line = lineOf(event);
    return line === null ? [] : [`${event.atMs} ${line}`];
  });
}

function lineOf(event: VoiceEvent): string | null {
  switch (event.type) {
    case 'turn.committed':
      return `${event.turnId} "${event.text}" by ${event.by}`;
    case 'turn.unheard':
      return 'nothing to answer';
    case 'reply.started':
      return `${event.turnId} ${event.phrase ?? `answers ${event.answers}`}`;
    case 'reply.speculated':
      return `${event.turnId} prepared for ${event.answers}`;
    case 'reply.released':
      return `${event.turnId} let out`;
    case 'reply.discarded':
      return `${event.turnId} dropped`;
    case 'turn.spoken':
      return `${event.turnId} heard "${event.heardText}"${event.interrupted ? ', cut off' : ''}`;
    case 'interruption':
      return `${event.outcome} interruption of ${event.turnId}`;
    case 'output.paused':
      return 'held';
    case 'output.resumed':
      return `goes on${event.fromMs === undefined ? '' : ` from ${event.fromMs}`}`;
    case 'output.cleared':
      return `${event.segmentId} cleared`;
    case 'tool.called':
      return `tool ${event.name}`;
    case 'provider.failed':
      return `${event.stage} failed: ${event.kind}`;
    case 'session.ended':
      return `ended: ${event.reason}`;
    default:
      return null;
  }
}
