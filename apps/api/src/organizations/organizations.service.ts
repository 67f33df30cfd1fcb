import { Injectable } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { changesBetween } from './audit-changes';
import { AuditService } from './audit.service';
import type { OrganizationEntity } from './organization.entity';
import { OrganizationRepository } from './organization.repository';
import { organizationNotFound, unknownTimeZone } from './organizations.errors';
import type { Organization, UpdateOrganization } from './organizations.schemas';
import { isTimeZone } from './time-zone';

@Injectable()
export class OrganizationsService {
  constructor(
    private readonly organizations: OrganizationRepository,
    private readonly audit: AuditService,
  ) {}

  async get(actor: Actor): Promise<Organization> {
    return this.find(actor.organizationId);
  }

  /** For what runs without an actor, such as jobs. */
  async find(organizationId: string): Promise<Organization> {
    return toOrganization(await this.mustFind(organizationId));
  }

  /** Who answers for what belongs to nobody yet, such as a call by a stranger. */
  async findFirst(): Promise<Organization> {
    const row = await this.organizations.findFirst();
    if (!row) throw organizationNotFound();
    return toOrganization(row);
  }

  /** Of all of them, for what runs over all. */
  async listIds(): Promise<string[]> {
    return this.organizations.listIds();
  }

  async update(actor: Actor, change: UpdateOrganization): Promise<Organization> {
    if (change.timeZone !== undefined && !isTimeZone(change.timeZone)) {
      throw unknownTimeZone(change.timeZone);
    }
    const current = await this.mustFind(actor.organizationId);
    const { name, timeZone } = { ...current, ...change };
    await this.organizations.update(actor.organizationId, { name, timeZone });
    const changes = changesBetween(
      { name: current.name, timeZone: current.timeZone },
      { name, timeZone },
    );
    if (changes.length > 0) {
      const subject = `organization:${actor.organizationId}`;
      await this.audit.record(actor, 'organization.changed', subject, { name, changes });
    }
    return this.get(actor);
  }

  private async mustFind(organizationId: string): Promise<OrganizationEntity> {
    const row = await this.organizations.find(organizationId);
    if (!row) throw organizationNotFound();
    return row;
  }
}

const toOrganization = (row: OrganizationEntity): Organization => ({
  id: row.id,
  name: row.name,
  timeZone: row.timeZone,
  createdAt: row.createdAt.toISOString(),
});
