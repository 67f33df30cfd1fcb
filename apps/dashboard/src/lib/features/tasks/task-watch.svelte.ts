import { api, ask } from '$lib/api/client';
import type { Problem } from '$lib/api/problem';
import type { Task } from '$lib/api/types';
import { isOver } from './task-words';

const POLL_MS = 1000;
/** A server that does not answer for a moment is asked again, more rarely. */
const POLL_AFTER_TROUBLE_MS = 5000;

/** A task as it is now: asked for until it is over. Call `watch` in an effect. */
export class TaskWatch {
  task = $state.raw<Task | null>(null);
  /** The server could not be asked just now. */
  trouble = $state.raw<Problem | null>(null);
  cancelling = $state(false);

  /** Gives the function that stops it. `onover` is called once, when the task is over. */
  watch(task: Task, onover?: (task: Task) => void): () => void {
    this.task = task;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stopped = false;
    const again = async () => {
      const answer = await ask(api.GET('/api/tasks/{id}', { params: { path: { id: task.id } } }));
      if (stopped) {
        return;
      }
      this.trouble = answer.ok ? null : answer.problem;
      if (answer.ok) {
        this.task = answer.data;
      }
      if (this.task && isOver(this.task)) {
        onover?.(this.task);
      } else if (answer.ok || answer.problem.status >= 500) {
        plan(answer.ok ? POLL_MS : POLL_AFTER_TROUBLE_MS);
      }
    };
    const plan = (ms: number) => (timer = setTimeout(() => void again(), ms));
    if (!isOver(task)) {
      plan(POLL_MS);
    }
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }

  /** What was wrong, if it could not be cancelled. */
  async cancel(): Promise<Problem | null> {
    if (!this.task) {
      return null;
    }
    this.cancelling = true;
    const path = { id: this.task.id };
    const answer = await ask(api.POST('/api/tasks/{id}/cancel', { params: { path } }));
    this.cancelling = false;
    if (!answer.ok) {
      return answer.problem;
    }
    this.task = answer.data;
    return null;
  }
}
