import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Transaction } from '../../auth/accounts.service';
import type { Actor } from '../../auth/actor';
import { changesBetween } from '../../organizations/audit-changes';
import { AuditService } from '../../organizations/audit.service';
import { OrganizationsService } from '../../organizations/organizations.service';
import { Clock } from '../../platform/clock/clock';
import { decodeCursor, encodeCursor } from '../../platform/http/cursor';
import type { Page } from '../../platform/http/page.schemas';
import { PriceBookRepository, type PriceKey, type PriceRow } from './price-book.repository';
import { toPrice } from './price-entry';
import { isAbsurd, isInOrder, momentOf, momentOrNull, type Period } from './price-period';
import * as errors from './prices.errors';
import type {
  CorrectPrice,
  CreatePrice,
  EndPrice,
  FollowPrice,
  ListPrices,
  Price,
} from './prices.schemas';

const Position = z.object({
  provider: z.string(),
  model: z.string(),
  unit: z.string(),
  shipped: z.boolean(),
  validFrom: z.iso.datetime().nullable(),
  id: z.uuid(),
});

/**
 * An organization's own prices. What has been priced keeps its price: a price that was used can only
 * be ended or followed by another.
 */
@Injectable()
export class PricesService {
  constructor(
    private readonly rows: PriceBookRepository,
    private readonly organizations: OrganizationsService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  async page(actor: Actor, query: ListPrices): Promise<Page<Price>> {
    const { cursor, limit, at, ...filter } = query;
    const now = this.clock.now();
    const rows = await this.rows.page(actor.organizationId, {
      ...filter,
      now,
      limit: limit + 1,
      ...(at !== undefined && { at: momentOf(at, await this.timeZoneOf(actor)) }),
      ...(cursor !== undefined && { after: decodeCursor(cursor, Position) }),
    });
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return {
      items: rows.slice(0, limit).map((row) => toPrice(row, now)),
      nextCursor: last ? encodeCursor(positionOf(last)) : null,
    };
  }

  async providers({ organizationId }: Actor): Promise<{ items: string[] }> {
    return { items: await this.rows.listProviders(organizationId) };
  }

  async create(actor: Actor, input: CreatePrice): Promise<Price> {
    const price = await this.checked(actor, input);
    const id = randomUUID();
    await this.write(async (transaction) => {
      const { organizationId } = actor;
      const clash = await this.rows.findOverlap(organizationId, price, {}, transaction);
      if (clash) throw errors.overlapping(clash);
      const row = { ...price, id, createdBy: actor.memberId };
      await this.rows.insert(organizationId, [row], transaction);
      await this.record(actor, 'price.added', row, [undefined, price], transaction);
    });
    return this.get(actor, id);
  }

  /** Of a price that nothing has been priced with. */
  async correct(actor: Actor, id: string, input: CorrectPrice): Promise<Price> {
    const { organizationId } = actor;
    const { provider, model, unit } = await this.mustOwn(actor, id);
    const price = await this.checked(actor, { ...input, provider, model, unit });
    await this.write(async (transaction) => {
      const before = await this.mustBeUnused(actor, id, transaction);
      const clash = await this.rows.findOverlap(
        organizationId,
        price,
        { exceptId: id },
        transaction,
      );
      if (clash) throw errors.overlapping(clash);
      await this.rows.update(organizationId, id, price, transaction);
      await this.record(actor, 'price.corrected', before, [before, price], transaction);
    });
    return this.get(actor, id);
  }

  async remove(actor: Actor, id: string): Promise<void> {
    await this.mustOwn(actor, id);
    await this.write(async (transaction) => {
      const before = await this.mustBeUnused(actor, id, transaction);
      await this.rows.delete(actor.organizationId, id, transaction);
      await this.record(actor, 'price.removed', before, [before, undefined], transaction);
    });
  }

  async end(actor: Actor, id: string, { at }: EndPrice): Promise<Price> {
    await this.mustOwn(actor, id);
    const moment = await this.momentOf(actor, at);
    await this.write(async (transaction) => {
      const before = await this.endAt(actor, id, { moment, field: 'at' }, transaction);
      const after = { ...before, validTo: moment };
      await this.record(actor, 'price.ended', before, [before, after], transaction);
    });
    return this.get(actor, id);
  }

  /** Ends a price and lets another follow, both or neither. What it said of its end passes on. */
  async follow(actor: Actor, id: string, input: FollowPrice): Promise<Price> {
    const { organizationId, memberId } = actor;
    const { provider, model, unit } = await this.mustOwn(actor, id);
    const moment = await this.momentOf(actor, input.from);
    const price = await this.checked(actor, {
      ...input,
      provider,
      model,
      unit,
      validFrom: moment.toISOString(),
      validTo: null,
    });
    const followerId = randomUUID();
    await this.write(async (transaction) => {
      const before = await this.endAt(actor, id, { moment, field: 'from' }, transaction);
      const follower = { ...price, validTo: before.validTo, id: followerId, createdBy: memberId };
      await this.rows.insert(organizationId, [follower], transaction);
      await this.record(actor, 'price.followed', follower, [before, follower], transaction);
    });
    return this.get(actor, followerId);
  }

  async get(actor: Actor, id: string): Promise<Price> {
    const row = await this.rows.find(actor.organizationId, id);
    if (!row) throw errors.priceNotFound();
    return toPrice(row, this.clock.now());
  }

  private async endAt(
    { organizationId }: Actor,
    id: string,
    { moment, field }: { moment: Date; field: 'at' | 'from' },
    transaction: Transaction,
  ): Promise<PriceRow> {
    await this.rows.lock(organizationId, id, transaction);
    const row = await this.rows.find(organizationId, id, transaction);
    if (!row) throw errors.priceNotFound();
    const holds =
      (row.validFrom === null || row.validFrom < moment) &&
      (row.validTo === null || moment < row.validTo);
    if (!holds) throw errors.notHolding(field);
    const lastUse = await this.rows.lastUse(id, transaction);
    if (lastUse && lastUse >= moment) throw errors.alreadyPriced(field);
    await this.rows.update(organizationId, id, { validTo: moment }, transaction);
    return row;
  }

  private async checked(actor: Actor, input: CreatePrice) {
    const { provider, model, unit, amountMicroUsd, perQuantity, source, sourceDate } = input;
    const { currency, validFrom, validTo } = input;
    if (currency.toUpperCase() !== 'USD') throw errors.wrongCurrency(currency);
    if (isAbsurd(input)) throw errors.absurdPrice();
    const timeZone = await this.timeZoneOf(actor);
    const period: Period = {
      validFrom: momentOrNull(validFrom, timeZone),
      validTo: momentOrNull(validTo, timeZone),
    };
    if (!isInOrder(period)) throw errors.endsBeforeItBegins();
    const key = { provider, model, unit };
    const said = { amountMicroUsd, perQuantity, source, sourceDate };
    return { ...key, ...said, ...period, createdBy: actor.memberId };
  }

  private async mustOwn(actor: Actor, id: string): Promise<PriceRow> {
    const row = await this.rows.find(actor.organizationId, id);
    if (!row) throw errors.priceNotFound();
    if (row.organizationId === null) throw errors.notYourPrice();
    return row;
  }

  private async mustBeUnused(
    actor: Actor,
    id: string,
    transaction: Transaction,
  ): Promise<PriceRow> {
    await this.rows.lock(actor.organizationId, id, transaction);
    const row = await this.rows.find(actor.organizationId, id, transaction);
    if (!row) throw errors.priceNotFound();
    if (row.used) throw errors.priceInUse();
    return row;
  }

  private async record(
    actor: Actor,
    action: string,
    { id, provider, model, unit }: PriceKey & { id: string },
    [before, after]: [SaidPrice | undefined, SaidPrice | undefined],
    transaction: Transaction,
  ): Promise<void> {
    const changes = changesBetween(before && describe(before), after && describe(after));
    const name = `${provider} ${model}, ${unit.replaceAll('_', ' ')}`;
    await this.audit.record(actor, action, `price:${id}`, { name, changes, transaction });
  }

  private async write(work: (transaction: Transaction) => Promise<unknown>): Promise<void> {
    if ((await this.rows.transaction(work)) === 'overlap') throw errors.overlapping(undefined);
  }

  private async momentOf(actor: Actor, written: string | undefined): Promise<Date> {
    if (written === undefined) return this.clock.now();
    return momentOf(written, await this.timeZoneOf(actor));
  }

  private async timeZoneOf(actor: Actor): Promise<string> {
    return (await this.organizations.get(actor)).timeZone;
  }
}

type SaidPrice = Pick<
  PriceRow,
  'amountMicroUsd' | 'perQuantity' | 'validFrom' | 'validTo' | 'source'
>;

const describe = ({ amountMicroUsd, perQuantity, source, validFrom, validTo }: SaidPrice) => ({
  amountMicroUsd,
  perQuantity,
  validFrom: validFrom?.toISOString() ?? null,
  validTo: validTo?.toISOString() ?? null,
  source,
});

const positionOf = (row: PriceRow) => ({
  provider: row.provider,
  model: row.model,
  unit: row.unit,
  shipped: row.organizationId === null,
  validFrom: row.validFrom?.toISOString() ?? null,
  id: row.id,
});
