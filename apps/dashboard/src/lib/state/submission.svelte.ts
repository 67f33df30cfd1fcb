import { ask, type Answer } from '$lib/api/client';
import type { Problem } from '$lib/api/problem';
import { signInEnded, tellRefusal } from './refusals';

/** One form's way to the server and back: busy, refused (with the fields at fault), or done. */
export class Submission {
  busy = $state(false);
  problem = $state.raw<Problem | null>(null);

  /** What the server says about one input; undefined when it has no complaint. */
  complaint(path: string): string | undefined {
    return this.problem?.fields?.find((field) => field.path === path)?.message;
  }

  /** A refusal, unless each of its complaints stands at one of the `shown` inputs. */
  banner(shown: readonly string[] = []): string | undefined {
    const fields = this.problem?.fields ?? [];
    const placed = fields.length > 0 && fields.every(({ path }) => shown.includes(path));
    return placed ? undefined : this.problem?.detail;
  }

  async run<Data>(exchange: Parameters<typeof ask<Data>>[0]): Promise<Answer<Data>> {
    this.busy = true;
    this.problem = null;
    const answer = await ask(exchange);
    this.busy = false;
    if (!answer.ok) {
      this.problem = answer.problem;
      if (signInEnded(answer.problem)) {
        tellRefusal(answer.problem);
      }
    }
    return answer;
  }
}
