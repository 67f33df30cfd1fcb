import { plainName } from '../prompt/fence';

export const mailboxGreeting = (name: string): string =>
  `You have reached the mailbox of ${plainName(name)}. I cannot take your call right now. Please leave a message after the tone.`;

export const MAILBOX_DONE = 'Thank you. Your message has been saved. Goodbye.';
