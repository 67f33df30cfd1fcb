import { Injectable } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { AppConfig } from '../config/app-config';
import { AuditService } from './audit.service';
import { type KeptPolicy, RecordingPolicyRepository } from './recording-policy.repository';
import type { RecordingPolicy, UpdateRecordingPolicy } from './recording-policy.schemas';

const AS_USUAL: KeptPolicy = {
  retention: 'default',
  retentionDays: null,
  allowUnrecorded: false,
};

/** What an organization wants of its recordings. */
@Injectable()
export class RecordingPolicyService {
  constructor(
    private readonly policies: RecordingPolicyRepository,
    private readonly audit: AuditService,
    private readonly config: AppConfig,
  ) {}

  async get({ organizationId }: Pick<Actor, 'organizationId'>): Promise<RecordingPolicy> {
    const kept = (await this.policies.find(organizationId)) ?? AS_USUAL;
    const { retention: kind, retentionDays: days, allowUnrecorded } = kept;
    const defaultDays = this.config.recordings.retentionDays;
    return {
      retention: { kind, days },
      defaultDays,
      keptDays: kind === 'default' ? defaultDays : days,
      allowUnrecorded,
      telephone: this.config.recordings.consent,
    };
  }

  async update(actor: Actor, change: UpdateRecordingPolicy): Promise<RecordingPolicy> {
    const { organizationId } = actor;
    const kept = (await this.policies.find(organizationId)) ?? AS_USUAL;
    const { retention, allowUnrecorded = kept.allowUnrecorded } = change;
    const next: KeptPolicy = {
      retention: retention?.kind ?? kept.retention,
      retentionDays: retention ? retention.days : kept.retentionDays,
      allowUnrecorded,
    };
    const subject = `organization:${organizationId}`;
    if (next.retention !== kept.retention || next.retentionDays !== kept.retentionDays) {
      const length = next.retentionDays ?? next.retention;
      await this.audit.record(actor, `recordings.retention_set_to_${length}`, subject);
    }
    if (next.allowUnrecorded !== kept.allowUnrecorded) {
      const action = allowUnrecorded ? 'unrecorded_allowed' : 'unrecorded_forbidden';
      await this.audit.record(actor, `recordings.${action}`, subject);
    }
    await this.policies.save(organizationId, next);
    return this.get(actor);
  }
}
