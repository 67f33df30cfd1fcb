import type { Clock } from '../../../libs/voice/src/clock/clock';
import type { TwilioAccount } from './account';
import type { CallbackSender } from './callback-sender';
import type { PublicAddress } from './public-address';

/** What all calls of a simulated account share. */
export type TwilioNetwork = {
  account: TwilioAccount;
  clock: Clock;
  /** How the service is reached. */
  address?: PublicAddress;
  /** Who webhooks come from. */
  origin: { authToken: string; address?: PublicAddress };
  callbacks: CallbackSender;
  /** How long `<Say>` takes. */
  sayMsPerCharacter: number;
};
