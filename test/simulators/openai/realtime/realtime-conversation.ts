import { type Message, newId, objectOf, Refusal } from './realtime-wire';

export type Item = Message & { id: string; type: string; status: string; content?: Message[] };

const CONTENT: Readonly<Record<string, readonly string[]>> = {
  user: ['input_text', 'input_audio', 'input_image'],
  assistant: ['output_text', 'output_audio'],
  system: ['input_text'],
};

/** The items of a session, what each sounded like in milliseconds, and how they are cut. */
export class RealtimeConversation {
  readonly items: Item[] = [];
  /** Milliseconds of the assistant's audio by item. */
  readonly audioMs = new Map<string, number>();

  add(item: Item): { previous_item_id: string | null; item: Item } {
    const previous_item_id = this.items.at(-1)?.id ?? null;
    this.items.push(item);
    return { previous_item_id, item };
  }

  /** @throws Refusal of an item that is none. */
  create(message: Message): { previous_item_id: string | null; item: Item } {
    const given = objectOf(message['item']);
    const type = String(given['type']);
    if (type === 'message') checkContent(given);
    else if (type !== 'function_call_output' && type !== 'function_call') {
      throw new Refusal('invalid_value', `Invalid value: '${type}'.`, 'item.type');
    }
    const id = typeof given['id'] === 'string' ? given['id'] : newId('item');
    const item = { ...given, id, object: 'realtime.item', type, status: 'completed' } as Item;
    return this.add(item);
  }

  find(id: unknown): Item | undefined {
    return this.items.find((item) => item.id === id);
  }

  /** @throws Refusal */
  delete(id: unknown): void {
    const at = this.items.findIndex((item) => item.id === id);
    if (at < 0) {
      const message = `Error deleting item: the item with id '${String(id)}' does not exist.`;
      throw new Refusal('item_delete_invalid_item_id', message, 'item_id');
    }
    this.items.splice(at, 1);
  }

  /** Cuts the assistant's audio, and with it the words nobody heard. @throws Refusal */
  truncate(message: Message): void {
    const { item_id: id, audio_end_ms: endMs } = message;
    const item = this.find(id);
    const audioMs = this.audioMs.get(String(id));
    if (!item || audioMs === undefined) {
      const text = `Error truncating item: no audio message has the id '${String(id)}'.`;
      throw new Refusal('item_truncate_invalid_item_id', text, 'item_id');
    }
    if (typeof endMs !== 'number' || !Number.isInteger(endMs) || endMs < 0) {
      throw new Refusal('invalid_type', 'Expected a whole number.', 'audio_end_ms');
    }
    if (endMs > audioMs) {
      const text = `Audio content of ${audioMs}ms is already shorter than ${endMs}ms`;
      throw new Refusal('invalid_value', text, 'audio_end_ms');
    }
    const [content = {}] = item.content ?? [];
    const transcript = typeof content['transcript'] === 'string' ? content['transcript'] : '';
    const kept = audioMs === 0 ? 0 : Math.floor((transcript.length * endMs) / audioMs);
    item.content = [{ ...content, transcript: transcript.slice(0, kept) }];
    this.audioMs.set(item.id, endMs);
  }
}

function checkContent({ role, content }: Message): void {
  const allowed = CONTENT[String(role)];
  const parts = Array.isArray(content) ? (content as Message[]) : [];
  const wrong = parts.find(({ type }) => !allowed?.includes(String(type)));
  if (allowed && !wrong) return;
  const value = allowed ? String(wrong?.['type']) : String(role);
  const param = allowed ? 'item.content[0].type' : 'item.role';
  throw new Refusal('invalid_value', `Invalid value: '${value}'.`, param);
}
