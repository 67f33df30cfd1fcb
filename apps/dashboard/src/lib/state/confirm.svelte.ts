export type Question = {
  title: string;
  text: string;
  /** The verb on the button, e.g. "Remove Ann". */
  action: string;
  cancel?: string;
  tone?: 'danger' | 'primary';
};

class Confirmation {
  question = $state.raw<Question | null>(null);
  private settle: ((agreed: boolean) => void) | null = null;

  ask(question: Question): Promise<boolean> {
    this.answer(false);
    this.question = question;
    return new Promise((resolve) => {
      this.settle = resolve;
    });
  }

  answer(agreed: boolean): void {
    this.settle?.(agreed);
    this.settle = null;
    this.question = null;
  }
}

export const confirmation = new Confirmation();
