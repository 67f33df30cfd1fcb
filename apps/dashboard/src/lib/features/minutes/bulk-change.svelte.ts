import { api, ask } from '$lib/api/client';
import type { Problem } from '$lib/api/problem';
import type { BulkOutcome, MinuteAccount, Team } from '$lib/api/types';
import { type BulkScope, type BulkTargets, findMembers, targetsOfAccounts } from './bulk-targets';
import type { Change } from './change-draft';
import { changeWords } from './change-words';

/** One change for many: first looked at, then done as it was shown. */
export class BulkChangeDraft {
  scope = $state<BulkScope>('everybody');
  busy = $state(false);
  problem = $state.raw<Problem | null>(null);
  preview = $state.raw<BulkOutcome | null>(null);
  private asked = $state.raw<(Change & BulkTargets) | null>(null);

  get words(): string | undefined {
    return this.asked ? changeWords(this.asked) : undefined;
  }

  async look(
    change: Change,
    { chosen, teams }: { chosen: readonly MinuteAccount[]; teams: readonly Team[] },
  ): Promise<void> {
    this.busy = true;
    this.problem = null;
    const targets = await this.targets(chosen, teams);
    if (targets) {
      this.asked = { ...change, ...targets };
      this.preview = await this.send(true);
    }
    this.busy = false;
  }

  async apply(): Promise<BulkOutcome | null> {
    this.busy = true;
    const done = await this.send(false);
    this.busy = false;
    return done;
  }

  back(): void {
    this.preview = null;
    this.problem = null;
  }

  private async send(dryRun: boolean): Promise<BulkOutcome | null> {
    if (!this.asked) return null;
    const answer = await ask(api.POST('/api/quotas/bulk', { body: { ...this.asked, dryRun } }));
    if (answer.ok) return answer.data;
    this.problem = answer.problem;
    return null;
  }

  private async targets(
    chosen: readonly MinuteAccount[],
    teams: readonly Team[],
  ): Promise<BulkTargets | null> {
    if (this.scope === 'chosen') return targetsOfAccounts(chosen);
    if (this.scope === 'teams') return { memberIds: [], teamIds: teams.map(({ id }) => id) };
    const teamId = this.scope === 'everybody' ? undefined : this.scope.slice('team:'.length);
    const found = await findMembers(teamId);
    if ('problem' in found) {
      this.problem = found.problem;
      return null;
    }
    return { memberIds: found.memberIds, teamIds: [] };
  }
}
