export type MissedCall = {
  /** Undefined where nobody in particular was going to ring. */
  personaName: string | undefined;
  /** To ring back. */
  phoneNumber: string | undefined;
};

/** What a trainee is written who could not be reached when they had asked to be rung. */
export const missedText = ({ personaName, phoneNumber }: MissedCall): string => {
  const who = personaName ? `${personaName} rang you` : 'We rang you';
  const back = phoneNumber ? ` Ring ${phoneNumber} whenever it suits you.` : '';
  return `${who} for your scheduled practice and could not reach you.${back}`;
};
