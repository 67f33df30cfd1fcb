import { hasPhrase } from '../../text/words';
import type { Heard } from '../heard';
import { SMALL_TALK } from '../lexicon';
import { kindOfQuestion, type QuestionKind } from '../question-kind';
import type { Register, Scene } from '../scene';
import { ANSWERS, INTERROGATED } from './answers.lines';
import { COLD_CALL } from './cold-call.lines';

/** So many questions without a word of what they are for make a buyer ask back. */
const MOST_QUESTIONS = 4;

/** What a buyer answers to questions that touch none of its needs. */
export class Answering {
  private inARow = 0;

  constructor(
    private readonly scene: Scene,
    private readonly register: Register,
  ) {}

  /** Told of every turn, so that questions in a row are noticed. */
  count(heard: Heard): void {
    const asksOn = heard.move === 'discovery_question' || heard.move === 'question';
    this.inARow = asksOn ? this.inARow + 1 : 0;
  }

  /** Modest, but an answer to the kind of thing that was asked. */
  to(heard: Heard, from: { pitched: boolean }): string | undefined {
    if (hasPhrase(heard.folded, SMALL_TALK)) {
      const joined = this.scene.line(COLD_CALL[this.register].smallTalk);
      if (joined) return joined;
    }
    if (this.inARow > MOST_QUESTIONS && !from.pitched) {
      this.inARow = 0;
      const counter = this.scene.line(INTERROGATED[this.register]);
      if (counter) return counter;
    }
    const question = lastQuestion(heard);
    const subject = this.scene.subjectOf(question) ?? '';
    return this.line(kindOfQuestion(question), subject) ?? this.line('what', subject);
  }

  /** Goes before a reservation: "yes and no", "I am not sure yet". */
  before(heard: Heard): string | undefined {
    const kind = kindOfQuestion(lastQuestion(heard));
    return kind === 'opinion' || kind === 'yesNo' ? this.line(kind, '') : undefined;
  }

  /** What was told already, when it is what the question wants to know again. */
  again(heard: Heard): string | undefined {
    const kind = kindOfQuestion(lastQuestion(heard));
    const wants = kind === 'what' || kind === 'how' || kind === 'where';
    return heard.need && wants ? this.scene.tell(heard.need) : undefined;
  }

  private line(kind: QuestionKind, thing: string): string | undefined {
    return this.scene.line(ANSWERS[this.register][kind], { thing });
  }
}

export const lastQuestion = (heard: Heard): string => heard.questions.at(-1) ?? '';
