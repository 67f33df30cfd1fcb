import type { ChatMessage } from '../ports/language-model';

type Entry = { turnId: string; role: 'user' | 'assistant'; text: string; cut: boolean };

/** Told to a language model that takes the floor. */
export const CUT_IN: ChatMessage = {
  role: 'system',
  content: 'They have talked for too long. Cut in now, in character, with one short sentence.',
};

/**
 * What the language model is told was said: of the persona's words only those that were heard. The
 * ellipsis that marks a cut exists here alone, never in a transcript.
 */
export class Conversation {
  private readonly entries: Entry[] = [];

  constructor(
    private readonly systemPrompt: string,
    history: readonly ChatMessage[] = [],
  ) {
    for (const [index, { role, content }] of history.entries()) {
      if (role !== 'system') this.put({ turnId: `h${index}`, role, text: content, cut: false });
    }
  }

  /** A second text of the same turn replaces the first. */
  trainee(turnId: string, text: string): void {
    this.put({ turnId, role: 'user', text, cut: false });
  }

  persona(turnId: string, heardText: string, cut: boolean): void {
    if (heardText !== '') this.put({ turnId, role: 'assistant', text: heardText, cut });
  }

  /** What the model would be told if the trainee's turn ended with this text. */
  messagesWith(turnId: string, text: string): ChatMessage[] {
    return this.messages([
      ...this.entries.filter((entry) => entry.turnId !== turnId),
      { turnId, role: 'user', text, cut: false },
    ]);
  }

  /** Neighbouring turns of one speaker are joined: some models insist that speakers alternate. */
  messages(entries: readonly Entry[] = this.entries): ChatMessage[] {
    const messages: ChatMessage[] = [{ role: 'system', content: this.systemPrompt }];
    for (const { role, text, cut } of entries) {
      if (text === '') continue;
      const content = cut ? `${text.replace(/[\s.,;:!?-]+$/, '')}…` : text;
      const last = messages.at(-1);
      if (last?.role === role) last.content = `${last.content} ${content}`;
      else messages.push({ role, content });
    }
    return messages;
  }

  private put(entry: Entry): void {
    const at = this.entries.findIndex(({ turnId }) => turnId === entry.turnId);
    if (at >= 0) this.entries[at] = entry;
    else this.entries.push(entry);
  }
}
