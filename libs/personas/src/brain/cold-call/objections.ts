import type { Challenge, PersonaDefinition } from '../../persona.schema';
import { stemOf, stemsOf } from '../../text/stop-words';
import { isOpenQuestion } from '../../text/questions';
import type { Heard } from '../heard';

/** How well the trainee met the objection that stood; each part is visible in the words. */
export type Handling = {
  acknowledged: boolean;
  clarified: boolean;
  evidence: boolean;
  onTopic: boolean;
  /** Enough of it for this persona. */
  met: boolean;
  /** Nothing of it at all. */
  ignored: boolean;
};

/** Nobody agrees to a meeting whose doubts were not heard. */
const LEAST_RAISED = 2;

/** Fewer words cannot both take up an objection and answer it. */
const LEAST_WORDS = 8;

export const assess = (
  heard: Heard,
  challenge: Challenge,
  persona: PersonaDefinition,
  tries: number,
): Handling => {
  const own = stemsOf([challenge.topic, ...challenge.lines].join(' '));
  const words = heard.folded.trim().split(' ');
  const onTopic = words.some((word) => own.has(stemOf(word)));
  const clarified = !heard.proposes && heard.questions.some(isOpenQuestion);
  // "Tuesday at three" is no figure that would prove anything.
  const evidence = heard.gives.evidence || (heard.gives.figure && heard.day === undefined);
  const count = [heard.acknowledges, clarified, evidence, onTopic].filter(Boolean).length;
  const needed = needs(persona, tries);
  const substantial = heard.words >= LEAST_WORDS && readsLikeSpeech(words);
  return {
    acknowledged: heard.acknowledges,
    clarified,
    evidence,
    onTopic,
    met: substantial && count >= needed && (evidence || clarified),
    ignored: count === 0 || (count === 1 && !onTopic && !clarified && !heard.acknowledges),
  };
};

/** The skeptical want three of the four parts at first; insisting well wears them down. */
const needs = ({ knobs }: PersonaDefinition, tries: number): number =>
  knobs.skepticism >= 0.7 && tries < 2 ? 3 : 2;

const GLUE = new Set(
  'a an the i we you it is are to of and that for with in on do have can not your our'.split(' '),
);

/** A heap of keywords has hardly any small words; spoken sentences always do. */
const readsLikeSpeech = (words: readonly string[]): boolean =>
  words.filter((word) => GLUE.has(word)).length / words.length >= 0.18;

/** Which of its objections a persona raises and which still stands. */
export class Objections {
  readonly met = new Set<Challenge>();
  private current: Challenge | undefined;
  private readonly raised = new Set<Challenge>();
  private triesAtCurrent = 0;

  constructor(private readonly all: readonly Challenge[]) {}

  get pending(): Challenge | undefined {
    return this.current;
  }

  get tries(): number {
    return this.triesAtCurrent;
  }

  /** Those to come, in the persona's own order; once all were raised, those still unmet. */
  next(): Challenge[] {
    const unraised = this.all.filter((challenge) => !this.raised.has(challenge));
    return unraised.length > 0 ? unraised : this.all.filter((one) => !this.met.has(one));
  }

  /** Enough of them, the first of the persona's list among them, to speak of a next step. */
  areHeard(): boolean {
    return this.raised.size >= Math.min(LEAST_RAISED, this.all.length) && this.hasSignature();
  }

  /** The persona's first challenge is its own mark: it comes second at the latest. */
  isSignatureDue(): boolean {
    return this.raised.size >= LEAST_RAISED - 1 && !this.hasSignature();
  }

  private hasSignature(): boolean {
    return this.all.slice(0, 1).every((first) => this.raised.has(first));
  }

  raise(challenge: Challenge): void {
    if (this.current !== challenge) this.triesAtCurrent = 0;
    this.raised.add(challenge);
    this.current = challenge;
  }

  tried(): void {
    this.triesAtCurrent += 1;
  }

  settle(met: boolean): void {
    if (met && this.current) this.met.add(this.current);
    this.current = undefined;
    this.triesAtCurrent = 0;
  }
}
