/** Who speaks in a call, and so whose account may have to pay. */
export type Payer = { memberId: string } | { callerId: string };

/** Whom an account belongs to. */
export type AccountHolder =
  | { owner: 'organization' }
  | { owner: 'team'; teamId: string }
  | { owner: 'member'; memberId: string }
  | CallerHolder;
export type CallerHolder = { owner: 'caller'; callerId: string };

/** Tells holders apart, and puts them into the order in which their accounts are locked. */
export const holderKey = (holder: AccountHolder): string => {
  switch (holder.owner) {
    case 'organization':
      return 'organization';
    case 'team':
      return `team ${holder.teamId}`;
    case 'member':
      return `member ${holder.memberId}`;
    case 'caller':
      return `caller ${holder.callerId}`;
  }
};
