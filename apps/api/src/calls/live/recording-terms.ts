import type { Channel, GivenConsent } from '../calls.schemas';

export type RecordingTerms = {
  /** Sound is kept from the first word on. */
  records: boolean;
  /** The greeter asks, and nothing is kept before a yes. */
  asks: boolean;
  /** What is known when the call begins; null where it is going to be asked. */
  consent: GivenConsent | null;
};

export type RecordingCircumstances = {
  channel: Channel;
  /** Nobody is chosen yet, so the greeter speaks first. */
  greets: boolean;
  /** The trainee has asked on the page to be rung. */
  ringsBack: boolean;
  /** What the page says, or what an earlier call on the line has settled; undefined: nothing. */
  wish: 'on' | 'off' | undefined;
  /** What the service does in calls by telephone. */
  telephone: 'announce' | 'ask' | 'off';
};

/** Whether a call is recorded, and what its trainee knows of it. */
export const recordingTermsOf = (call: RecordingCircumstances): RecordingTerms => {
  if (call.channel === 'browser') return onThePage(call.wish);
  return call.wish === undefined ? byTelephone(call) : asBefore(call.wish, call.telephone);
};

/** A program that shows no notice says nothing of recording, and its trainee was told nothing. */
const onThePage = (wish: RecordingCircumstances['wish']): RecordingTerms => {
  if (wish === 'off') return { records: false, asks: false, consent: by('page', 'refused') };
  const told = wish === 'on' ? by('page', 'announced') : by(null, 'off');
  return { records: true, asks: false, consent: told };
};

const byTelephone = ({ greets, ringsBack, telephone }: RecordingCircumstances): RecordingTerms => {
  switch (telephone) {
    case 'off':
      return { records: true, asks: false, consent: by(null, 'off') };
    case 'announce': {
      const told = greets || !ringsBack ? by('telephone', 'announced') : by('page', 'announced');
      return { records: true, asks: false, consent: told };
    }
    case 'ask':
      // Without the greeter nobody asks, and without a yes nothing is kept.
      return { records: false, asks: greets, consent: greets ? null : by(null, 'not_asked') };
  }
};

/** One answer counts for the whole line, over however many calls. */
const asBefore = (
  wish: 'on' | 'off',
  telephone: RecordingCircumstances['telephone'],
): RecordingTerms => {
  if (wish === 'off') return { records: false, asks: false, consent: by('telephone', 'refused') };
  const answers = { announce: 'announced', ask: 'given', off: 'off' } as const;
  const answer = answers[telephone];
  return {
    records: true,
    asks: false,
    consent: by(answer === 'off' ? null : 'telephone', answer),
  };
};

const by = (place: GivenConsent['by'], answer: GivenConsent['answer']): GivenConsent => ({
  answer,
  by: place,
});
