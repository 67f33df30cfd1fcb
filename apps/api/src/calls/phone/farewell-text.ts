export type Farewell = {
  personaName: string;
  link: string;
  /** Null: nothing limits them. */
  secondsLeft: number | null;
  guest: boolean;
  publicUrl: string;
};

const MINUTE_S = 60;

/** What a caller is written after a call: where to read it, what is left, what to do for more. */
export const farewellText = ({ guest, link, personaName, ...rest }: Farewell): string => {
  const { publicUrl, secondsLeft } = rest;
  const practice = `Your practice with ${personaName}: ${link}`;
  if (secondsLeft === null) return practice;
  const more = guest
    ? `For more minutes register this number at ${publicUrl}`
    : 'For more minutes ask your administrator';
  return `${practice}\n${left(secondsLeft)} ${more}.`;
};

const left = (secondsLeft: number): string => {
  const minutes = Math.floor(secondsLeft / MINUTE_S);
  if (secondsLeft < MINUTE_S) return 'Your practice minutes are used up.';
  return minutes === 1 ? 'You have 1 minute left.' : `You have ${minutes} minutes left.`;
};
