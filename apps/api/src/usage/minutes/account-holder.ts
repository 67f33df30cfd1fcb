/** Who speaks in a call, and so whose account may have to pay. */
export type Payer = { memberId: string } | { callerId: string };

/** Whom an account belongs to. */
export type AccountHolder =
  { owner: 'organization' } | { owner: 'member'; memberId: string } | CallerHolder;
export type CallerHolder = { owner: 'caller'; callerId: string };
