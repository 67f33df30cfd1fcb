/** Who is on the telephone, as far as the number tells. */
export type Caller = {
  organizationId: string;
  /** Of an unknown caller, the guest who stands for the number. */
  memberId: string;
  /** The number's own id: for limits, minutes and messages. */
  callerId: string;
  /** Known members only. */
  name?: string;
  known: boolean;
  /** Refuse the call, politely. */
  blocked: boolean;
};

/** The number is not shown, so that nobody can be told apart: refuse the call, and say why. */
export type Withheld = 'withheld';
