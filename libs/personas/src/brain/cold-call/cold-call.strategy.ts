import type { Challenge } from '../../persona.schema';
import { stemsOf } from '../../text/stop-words';
import { hasPhrase } from '../../text/words';
import { endlessLine } from '../endless';
import type { Heard } from '../heard';
import { ASKS_FOR_DOUBTS, PAIN_WORDS } from '../lexicon';
import type { Manner } from '../manner';
import { kindOfQuestion } from '../question-kind';
import { type Register, registerOf, type Scene } from '../scene';
import type { Plan, Strategy } from '../strategy';
import type { Slots } from '../template';
import { Answering, lastQuestion } from './answering';
import { IMPRESSED, SAY_SOMETHING, SETTLED } from './answers.lines';
import { COLD_CALL, OWN_DAYS, type Situation } from './cold-call.lines';
import { assess, Objections } from './objections';

const LONG_TURN_WORDS = 90;

/** The one who is called: has objections, tells needs to those who ask, gives way or hangs up. */
export class ColdCallStrategy implements Strategy {
  private readonly register: Register;
  private readonly objections: Objections;
  private readonly answering: Answering;
  private agreedDay: string | undefined;
  private refusals = 0;
  private pitches = 0;
  private asked = 0;
  private warned = false;

  constructor(
    private readonly scene: Scene,
    private readonly manner: Manner,
  ) {
    this.register = registerOf(scene.persona);
    this.objections = new Objections(scene.persona.challenges);
    this.answering = new Answering(scene, this.register);
  }

  get objectionPending(): boolean {
    return this.objections.pending !== undefined;
  }

  open(): Plan {
    return { parts: [this.scene.line(this.scene.persona.openings)] };
  }

  nudge(): Plan {
    this.scene.move({ patience: -0.08 });
    return { parts: [this.say('nudge') ?? this.endless()] };
  }

  close(): Plan {
    const agreed = this.agreedDay ? this.say('farewellAgreed', { day: this.agreedDay }) : undefined;
    return { parts: [agreed ?? this.say('close') ?? this.endless()], hangUp: true };
  }

  reply(heard: Heard): Plan {
    this.decay();
    if (heard.move === 'rudeness') return this.toRudeness();
    this.answering.count(heard);
    const plan = this.toMove(heard);
    if (plan.hangUp) return plan;
    if (this.scene.mood.patience <= 0.06 && !this.agreedDay) {
      return { parts: [this.say('outOfPatience') ?? this.endless()], hangUp: true };
    }
    return this.withWarning(plan);
  }

  private toMove(heard: Heard): Plan {
    if (heard.meta) return this.toMeta();
    switch (heard.move) {
      case 'unclear':
        return this.toUnclear();
      case 'farewell':
        return this.toFarewell(heard);
      case 'next_step':
        return this.toNextStep(heard);
      case 'greeting':
        return this.toGreeting(heard);
      case 'small_talk':
        return { parts: [this.say('smallTalk') ?? this.endless()] };
      case 'price':
        return this.toPrice(heard);
      case 'discovery_question':
      case 'question':
        return this.toQuestion(heard);
      case 'pitch':
        return this.toPitch(heard);
      case 'objection_handling':
      case 'answer':
      case 'rudeness':
        return this.toStatement(heard);
    }
  }

  private toRudeness(): Plan {
    this.scene.rudeTurns += 1;
    const { patience } = this.scene.persona.knobs;
    this.scene.move({ patience: -0.35, trust: -0.3, interest: -0.2 });
    const borne = patience >= 0.5 ? 1 : 0;
    if (this.scene.rudeTurns > borne || this.scene.mood.patience <= 0.06) {
      return { parts: [this.say('rudeHangUp') ?? this.endless()], hangUp: true };
    }
    return { parts: [this.say('rude') ?? this.endless()] };
  }

  private toMeta(): Plan {
    this.scene.move({ patience: -0.1, trust: -0.05 });
    return { parts: [this.say('meta') ?? this.endless()] };
  }

  private toUnclear(): Plan {
    this.scene.unclearTurns += 1;
    this.scene.move({ patience: this.scene.unclearTurns > 2 ? -0.12 : -0.04 });
    return { parts: [this.say('unclear') ?? this.endless()] };
  }

  private toFarewell(heard: Heard): Plan {
    if (!this.agreedDay && heard.day && heard.proposes && this.isWilling()) {
      this.agreedDay = heard.day;
    }
    const line = this.agreedDay
      ? this.say('farewellAgreed', { day: this.agreedDay })
      : this.say('farewellOpen');
    return { parts: [line ?? this.say('close') ?? this.endless()], hangUp: true };
  }

  private toGreeting(heard: Heard): Plan {
    const parts: (string | undefined)[] = [];
    if (heard.asksHowAreYou) parts.push(this.say('howAreYou'));
    if (heard.asksPermission) {
      this.scene.move({ trust: 0.05, patience: 0.03 });
      parts.push(this.say('permission'));
    } else if (!this.scene.name) parts.push(this.say('whoAreYou'));
    else if (!heard.asksHowAreYou) parts.push(this.say('hello'));
    const silent = parts.every((part) => part === undefined);
    return { parts: silent ? [this.reaction()] : parts };
  }

  private toNextStep(heard: Heard): Plan {
    if (this.agreedDay) {
      const moved = heard.day !== undefined && heard.day !== this.agreedDay;
      if (heard.day) this.agreedDay = heard.day;
      const other = moved ? this.say('agree', { day: this.agreedDay }) : undefined;
      if (other) return { parts: [other] };
      const confirmed = this.say('alreadyAgreed', { day: this.agreedDay });
      return confirmed ? { parts: [confirmed] } : this.close();
    }
    const concession = this.objections.pending ? this.tryHandling(heard) : undefined;
    if (this.isWilling()) return this.agree(heard, concession);
    this.refusals += 1;
    if (this.refusals > 1 && !concession) this.scene.move({ patience: -0.14, trust: -0.04 });
    const refusal = concession
      ? undefined
      : ((this.refusals > 1 ? this.say('pushed') : undefined) ?? this.say('notYet'));
    return { parts: [concession, refusal, this.objection(heard)], asks: true };
  }

  private agree(heard: Heard, concession: string | undefined): Plan {
    this.agreedDay = heard.day ?? this.ownDay();
    const line = this.say(heard.day ? 'agree' : 'agreeOwnDay', { day: this.agreedDay });
    this.objections.settle(false);
    return { parts: [concession, line ?? `${this.agreedDay}, then.`] };
  }

  private toPrice(heard: Heard): Plan {
    const concession = this.objections.pending ? this.tryHandling(heard) : undefined;
    const isQuestion = heard.questions.length > 0 && !heard.amount;
    const line = isQuestion
      ? this.say('budgetAsked')
      : this.say('price', heard.amount ? { amount: heard.amount } : {});
    if (heard.amount) this.scene.move({ trust: 0.04 });
    const next = concession || isQuestion ? undefined : this.objection(heard);
    return { parts: [concession, concession ? undefined : line, next ?? this.buyersQuestion(0.4)] };
  }

  private toQuestion(heard: Heard): Plan {
    this.asked += 1;
    this.scene.move({ trust: 0.03, interest: 0.04, patience: 0.02 });
    const concession = this.objections.pending ? this.tryHandling(heard) : undefined;
    const courtesy = heard.asksHowAreYou ? this.say('howAreYou') : undefined;
    if (heard.asksPermission && !heard.asksOpenly && !heard.need) {
      return { parts: [courtesy, this.say('permission') ?? this.reaction()] };
    }
    const revealed = this.reveal(heard) ?? this.answering.again(heard);
    if (revealed) {
      const isDeep = heard.asksOpenly && this.asked > 1 && this.scene.chance(0.3);
      const praise = isDeep ? this.say('opening') : undefined;
      return { parts: [courtesy, concession, praise, revealed] };
    }
    const doubt = this.doubtAsked(heard);
    if (doubt) {
      const lead = concession ?? courtesy ?? this.answering.before(heard);
      return { parts: [lead, doubt], asks: true };
    }
    const answer = this.answering.to(heard, { pitched: this.pitches > 0 }) ?? this.endless();
    return { parts: [courtesy, concession, answer] };
  }

  /** Who asks for a reservation, or for an opinion of a pitch, hears the one that is still unsaid. */
  private doubtAsked(heard: Heard): string | undefined {
    const kind = kindOfQuestion(lastQuestion(heard));
    const { pending } = this.objections;
    const isAsked = hasPhrase(heard.folded, ASKS_FOR_DOUBTS);
    if (this.agreedDay && isAsked) {
      return this.scene.line(SETTLED[this.register], { day: this.agreedDay });
    }
    const isWhy = kind === 'whyNot' || (kind === 'why' && heard.words < 3);
    if (pending && (isAsked || isWhy)) return this.scene.line(pending.lines);
    const isDue = kind === 'opinion' && this.pitches > 0 && !this.objections.areHeard();
    return isAsked || isDue ? this.objection(heard) : undefined;
  }

  /** A question that touches a hidden need brings it out, each need once. */
  private reveal(heard: Heard): string | undefined {
    const left = this.scene.needsLeft();
    const asksForPain =
      hasPhrase(heard.folded, PAIN_WORDS) && !hasPhrase(heard.folded, ASKS_FOR_DOUBTS);
    const need =
      heard.need && left.includes(heard.need) ? heard.need : asksForPain ? left[0] : undefined;
    if (!need) return asksForPain ? this.say('painless') : undefined;
    this.scene.revealed.add(need);
    this.scene.move({ trust: 0.1, interest: 0.12, patience: 0.06 });
    return this.scene.line([need.reveal]);
  }

  private toPitch(heard: Heard): Plan {
    this.pitches += 1;
    const concession = this.objections.pending ? this.tryHandling(heard) : undefined;
    if (heard.words > LONG_TURN_WORDS) return this.toMonologue(heard, concession);
    const early = this.asked === 0;
    this.scene.move(early ? { patience: -0.05, interest: -0.02 } : { interest: 0.05 });
    if (concession) return { parts: [concession, this.follow(heard)] };
    const reaction = this.pitches === 1 ? this.say('pitchFirst') : this.say('pitchMore');
    return { parts: [reaction ?? this.echo(), this.objection(heard)], asks: true };
  }

  private toStatement(heard: Heard): Plan {
    if (heard.apologises && this.scene.rudeTurns > 0) {
      this.scene.move({ patience: 0.08, trust: 0.05 });
      return { parts: [this.say('forgive') ?? this.reaction()] };
    }
    if (heard.words < 4 && this.pitches === 0 && !this.objections.pending && this.scene.turns > 1) {
      this.scene.move({ patience: -0.05 });
      const pressed = this.scene.line(SAY_SOMETHING[this.register]);
      if (pressed) return { parts: [pressed], asks: true };
    }
    const pending = this.objections.pending;
    const concession = pending ? this.tryHandling(heard) : undefined;
    if (heard.words > LONG_TURN_WORDS) return this.toMonologue(heard, concession);
    if (concession) return { parts: [concession, this.follow(heard)] };
    if (pending && this.objections.pending) return this.insist(heard);
    if (heard.gives.evidence && heard.gives.figure && !this.scene.repeated) {
      return this.impressed(heard);
    }
    const claims = heard.words > 4 && (heard.pitches || heard.gives.evidence || heard.gives.figure);
    const isDue = !this.objections.areHeard() && heard.words > 7;
    if (claims || (this.scene.turns > 3 && (isDue || this.scene.chance(0.3)))) {
      return { parts: [this.say('answer') ?? this.echo(), this.objection(heard)], asks: true };
    }
    return {
      parts: [this.say('answer') ?? this.echo() ?? this.reaction(), this.buyersQuestion(0.35)],
    };
  }

  /** A fact nobody had asked for yet is welcome, too. */
  private impressed(heard: Heard): Plan {
    this.scene.move({ trust: 0.04, interest: 0.06 });
    const line = this.scene.line(IMPRESSED[this.register]) ?? this.say('eased');
    return { parts: [line, this.objection(heard)], asks: true };
  }

  private toMonologue(heard: Heard, concession: string | undefined): Plan {
    const { patience } = this.scene.persona.knobs;
    this.scene.move({ patience: -0.12 - 0.12 * (1 - patience), interest: -0.05 });
    return { parts: [this.say('tooLong') ?? this.endless(), concession] };
  }

  /** Weighs the trainee's answer to the standing objection; a concession when it was met. */
  private tryHandling(heard: Heard): string | undefined {
    const challenge = this.objections.pending;
    if (!challenge) return undefined;
    const asksOn = heard.move === 'discovery_question' || heard.move === 'question';
    // A question that leaves the objection aside is not an answer to it, nor a dodge.
    if (asksOn && !heard.acknowledges && !heard.gives.evidence) return undefined;
    const handling = assess(heard, challenge, this.scene.persona, this.objections.tries);
    this.objections.tried();
    if (handling.met && !this.scene.repeated) {
      this.objections.settle(true);
      this.scene.move({ trust: 0.12, interest: 0.13, patience: 0.06 });
      return this.concession(heard, challenge);
    }
    if (handling.ignored || this.scene.repeated) this.scene.move({ patience: -0.07, trust: -0.04 });
    else this.scene.move({ trust: 0.03, interest: 0.02 });
    if (this.objections.tries > 3) this.objections.settle(false);
    return undefined;
  }

  /** A concession that takes up what was offered; a general one when none fits the words. */
  private concession(heard: Heard, challenge: Challenge): string | undefined {
    const offered = stemsOf(heard.text);
    const fitting = challenge.concessions.filter((line) =>
      [...stemsOf(line)].some((stem) => offered.has(stem)),
    );
    return (
      this.scene.line(fitting) ?? this.say('eased') ?? this.scene.line(IMPRESSED[this.register])
    );
  }

  private insist(heard: Heard): Plan {
    const challenge = this.objections.pending;
    if (!challenge) return { parts: [this.reaction()] };
    const again = this.scene.line(challenge.lines);
    const complaint = heard.acknowledges
      ? this.echo()
      : this.say('ignored', { topic: challenge.topic });
    if (!again) {
      this.objections.settle(false);
      return { parts: [complaint, this.objection(heard) ?? this.endless()], asks: true };
    }
    return { parts: [complaint, again], asks: true };
  }

  /** After giving way: the next reservation, a question of one's own, or "what now?". */
  private follow(heard: Heard): string | undefined {
    if (!this.objections.areHeard()) return this.objection(heard);
    if (this.isWilling() && this.scene.chance(0.6)) return this.say('objectionsSpent');
    if (this.scene.chance(0.45)) return this.buyersQuestion(1);
    return this.scene.chance(0.6) ? this.objection(heard) : undefined;
  }

  /** The objection that fits the words just heard, else the next in the persona's own order. */
  private objection(heard: Heard): string | undefined {
    if (this.agreedDay) return undefined;
    const pool = this.objections.next();
    const touched = this.scene.challengeTouchedBy(stemsOf(heard.text), pool);
    const candidates = touched && !this.objections.isSignatureDue() ? [touched, ...pool] : pool;
    for (const challenge of candidates) {
      const line = this.scene.line(challenge.lines);
      if (!line) continue;
      this.objections.raise(challenge);
      return line;
    }
    return undefined;
  }

  private buyersQuestion(chance: number): string | undefined {
    return this.scene.chance(chance) ? this.scene.line(this.scene.persona.questions) : undefined;
  }

  private echo(): string | undefined {
    return this.say('echo') ?? this.manner.acknowledgement();
  }

  private reaction(): string {
    return this.say('answer') ?? this.scene.line(this.scene.persona.questions) ?? this.endless();
  }

  private isWilling(): boolean {
    const { trust, interest } = this.scene.mood;
    const { skepticism } = this.scene.persona.knobs;
    // Good questions alone win over those who trust easily; the others want an answer to a doubt.
    const earned =
      this.objections.met.size > 0 || (skepticism < 0.6 && this.scene.revealed.size > 2);
    if (!this.objections.areHeard()) return false;
    return earned && trust + interest >= 0.82 + 0.28 * skepticism;
  }

  private ownDay(): string {
    return OWN_DAYS[Math.floor(this.scene.random() * OWN_DAYS.length)] ?? 'Thursday at ten';
  }

  /** A call costs time whatever is said in it. */
  private decay(): void {
    const late = this.scene.turns > 24 ? 0.02 : 0;
    this.scene.move({
      patience: -(0.006 + 0.014 * (1 - this.scene.persona.knobs.patience)) - late,
    });
  }

  private withWarning(plan: Plan): Plan {
    if (this.warned || this.scene.mood.patience > 0.2 || this.agreedDay) return plan;
    this.warned = true;
    return { ...plan, parts: [...plan.parts.slice(0, 1), this.say('warning')] };
  }

  private say(situation: Situation, slots: Slots = {}): string | undefined {
    return this.scene.line(COLD_CALL[this.register][situation], slots);
  }

  private endless(): string {
    const { random, said, turns } = this.scene;
    return endlessLine('cold_call', {
      thing: this.scene.thing ?? this.scene.lastMentioned(),
      turn: turns,
      random,
      said,
    });
  }
}
