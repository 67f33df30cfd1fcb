import { PersonaDefinition } from '@sparline/personas';
import type { Problem } from '$lib/api/problem';
import { tidied } from './definition-of';
import { sayIssue } from './say-issue';

/** What is being written, what was saved last, and what is wrong with it. */
export class PersonaDraft {
  value: PersonaDefinition;
  /** Complaints appear once saving was tried, not while the first words are typed. */
  tried = $state(false);
  refused = $state.raw<Problem | null>(null);
  private saved: string;

  /** `start` is what the form shows first, when that is not yet saved. */
  constructor(saved: PersonaDefinition, start = saved) {
    this.value = $state(structuredClone(start));
    this.saved = $state(JSON.stringify(saved));
  }

  readonly dirty = $derived.by(() => JSON.stringify(this.value) !== this.saved);

  private readonly complaints: Record<string, string> = $derived.by(() => {
    if (!this.tried) return {};
    const issues = PersonaDefinition.safeParse(this.value).error?.issues ?? [];
    return Object.fromEntries([
      ...(this.refused?.fields ?? []).map(({ path, message }) => [path, message]),
      ...issues.map((issue) => [issue.path.join('.'), sayIssue(issue)]),
    ]);
  });

  readonly complaintCount = $derived.by(() => Object.keys(this.complaints).length);

  complaint = (path: string): string | undefined => this.complaints[path];

  complainsUnder = (prefix: string): boolean =>
    Object.keys(this.complaints).some((path) => path.startsWith(prefix));

  /** The definition to send, or undefined while something is wrong with it. */
  submit(): PersonaDefinition | undefined {
    this.refused = null;
    Object.assign(this.value, tidied($state.snapshot(this.value)));
    this.tried = true;
    return this.complaintCount === 0 ? $state.snapshot(this.value) : undefined;
  }

  /** Starts afresh from what the server has. */
  reset(definition: PersonaDefinition): void {
    Object.assign(this.value, structuredClone(definition));
    this.saved = JSON.stringify(definition);
    this.tried = false;
    this.refused = null;
  }

  discard(): void {
    this.reset(JSON.parse(this.saved) as PersonaDefinition);
  }
}
