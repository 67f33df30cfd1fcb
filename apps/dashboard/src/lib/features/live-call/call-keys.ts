// The keyboard during a call: space holds to talk, Esc hangs up. Neither while it would type or press.

export type CallKeys = { press: (pressed: boolean) => void; hangUp: () => void };

/** What the key means to the element it went to comes first. */
const belongsTo = (target: EventTarget | null, selector: string): boolean =>
  target instanceof Element && target.closest(selector) !== null;

const TYPED_INTO = 'input, textarea, select, [contenteditable="true"]';

export const handleKeyDown = (event: KeyboardEvent, keys: CallKeys): void => {
  if (event.defaultPrevented) {
    return;
  }
  if (event.key === 'Escape') {
    event.preventDefault();
    keys.hangUp();
  }
  if (event.key === ' ' && !belongsTo(event.target, TYPED_INTO)) {
    // Also keeps the page from scrolling and a focused button from being pressed.
    event.preventDefault();
    if (!event.repeat) {
      keys.press(true);
    }
  }
};

export const handleKeyUp = (event: KeyboardEvent, keys: CallKeys): void => {
  if (event.key === ' ' && !belongsTo(event.target, TYPED_INTO)) {
    event.preventDefault();
    keys.press(false);
  }
};
