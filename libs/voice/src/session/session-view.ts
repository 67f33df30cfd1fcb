import type { SessionState } from '../events/voice-event';
import { textOf } from '../turn/step';
import type { TurnState } from '../turn/turn.types';
import type { CallLog } from './call-log';
import type { PersonaTurn } from './persona-turn';
import type { SessionUpdate } from './session-options';

/** Tells a user interface what has changed, and nothing twice. */
export class SessionView {
  private shownState: SessionState | null = null;
  private shownTurn = { id: '', text: '' };
  private shownHeard = '';

  constructor(
    private readonly log: CallLog,
    private readonly update: (update: SessionUpdate) => void,
  ) {}

  /** After the turn machine has moved. */
  show(machine: TurnState): void {
    const { phase, turn } = machine;
    if (phase === 'userSpeaking' || phase === 'maybeEnded') {
      const text = textOf(turn);
      const known = this.shownTurn.id === turn.id && this.shownTurn.text === text;
      if (text !== '' && !known) this.trainee(turn.id, text, false);
    }
    const state = sessionStateOf(machine);
    if (state === this.shownState) return;
    this.shownState = state;
    this.log.add({ type: 'state.changed', state });
    this.update({ type: 'state', state });
  }

  trainee(turnId: string, text: string, final: boolean): void {
    this.shownTurn = { id: turnId, text };
    this.update({ type: 'transcript', turnId, speaker: 'trainee', text, final });
  }

  /** What was shown of the turn has come to nothing. */
  withdraw(turnId: string): void {
    if (this.shownTurn.id === turnId) this.trainee(turnId, '', true);
  }

  personaBegins(): void {
    this.shownHeard = '';
  }

  /** Words that were not heard before. */
  personaHeard(turn: PersonaTurn): void {
    const heard = turn.heard().text;
    if (heard !== this.shownHeard) this.persona(turn, heard, false);
  }

  persona(turn: PersonaTurn, heardText: string, final: boolean): void {
    this.shownHeard = heardText;
    const text = turn.spokenText();
    const { turnId } = turn;
    this.update({ type: 'transcript', turnId, speaker: 'persona', text, final, heardText });
  }
}

function sessionStateOf({ phase, reply }: TurnState): SessionState {
  switch (phase) {
    case 'idle':
    case 'userSpeaking':
    case 'maybeEnded':
      return 'listening';
    case 'thinking':
      return reply?.kind === 'opening' ? 'greeting' : 'thinking';
    case 'speaking':
    case 'softPaused':
      return reply?.kind === 'opening' ? 'greeting' : 'speaking';
    case 'closing':
    case 'ended':
      return 'closing';
  }
}
