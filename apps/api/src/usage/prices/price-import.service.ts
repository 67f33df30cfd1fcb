import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Actor } from '../../auth/actor';
import { changesBetween } from '../../organizations/audit-changes';
import { AuditService } from '../../organizations/audit.service';
import { OrganizationsService } from '../../organizations/organizations.service';
import { Clock } from '../../platform/clock/clock';
import type { PriceEntity } from '../price.entity';
import { PriceBookRepository } from './price-book.repository';
import { isSamePrice } from './price-entry';
import { momentOf, overlaps } from './price-period';
import { type Problem, pricesOfCsv, pricesToCsv, type ReadPrice } from './price-csv';
import { importRefused, overlapInWords, overlapping, tooManyRows } from './prices.errors';
import type { ImportedPrices, ImportPrices, ListPrices } from './prices.schemas';

const MOST_ROWS = 2000;
const MOST_EXPORTED = 10_000;

/** Whole lists of prices as files. */
@Injectable()
export class PriceImportService {
  constructor(
    private readonly rows: PriceBookRepository,
    private readonly organizations: OrganizationsService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** All rows or none. A dry run says what is wrong and what would happen, and writes nothing. */
  async import(actor: Actor, { csv, dryRun }: ImportPrices): Promise<ImportedPrices> {
    const { organizationId, memberId } = actor;
    const { timeZone } = await this.organizations.get(actor);
    const { prices, problems, skipped } = pricesOfCsv(csv, timeZone);
    if (prices.length > MOST_ROWS) throw tooManyRows(MOST_ROWS);
    const known = byKey(await this.rows.listOwn(organizationId));
    const fresh = prices.filter(
      (price) => !known.get(keyOf(price))?.some((one) => isSamePrice(one, price)),
    );
    problems.push(...clashesOf(fresh, known));
    problems.sort((a, b) => a.line - b.line);
    const outcome = {
      rows: prices.length + skipped,
      added: fresh.length,
      unchanged: prices.length - fresh.length,
      skipped,
      problems: problems.slice(0, 200),
    };
    if (dryRun) return { imported: false, ...outcome };
    if (problems.length > 0) throw importRefused(problems.slice(0, 200));
    if (fresh.length > 0) {
      const added = fresh.map(({ line: _line, ...price }) => ({
        ...price,
        id: randomUUID(),
        createdBy: memberId,
      }));
      const written = await this.rows.transaction(async (transaction) => {
        await this.rows.insert(organizationId, added, transaction);
        const changes = changesBetween({}, { prices: added.length });
        const subject = `organization:${organizationId}`;
        await this.audit.record(actor, 'price.imported', subject, { changes, transaction });
      });
      if (written === 'overlap') throw overlapping(undefined);
    }
    return { imported: true, ...outcome };
  }

  async export(
    actor: Actor,
    { at, ...query }: Omit<ListPrices, 'cursor' | 'limit'>,
  ): Promise<string> {
    const { timeZone } = await this.organizations.get(actor);
    const filter = { ...query, now: this.clock.now(), limit: MOST_EXPORTED };
    const rows = await this.rows.page(actor.organizationId, {
      ...filter,
      ...(at !== undefined && { at: momentOf(at, timeZone) }),
    });
    return pricesToCsv(rows);
  }
}

/** With prices that are there, and of the rows with one another. */
const clashesOf = (
  fresh: readonly ReadPrice[],
  known: ReadonlyMap<string, readonly PriceEntity[]>,
): Problem[] => {
  const before = new Map<string, ReadPrice[]>();
  return fresh.flatMap((price) => {
    const key = keyOf(price);
    const isClash = (one: PriceEntity | ReadPrice) => overlaps(one, price);
    const clash = known.get(key)?.find(isClash) ?? before.get(key)?.find(isClash);
    addTo(before, price);
    if (!clash) return [];
    const message =
      'line' in clash
        ? `The same as in line ${clash.line}, for the same time`
        : overlapInWords(clash);
    return [{ line: price.line, column: 'valid_from', message }];
  });
};

type Key = Pick<PriceEntity, 'provider' | 'model' | 'unit'>;

const byKey = <Price extends Key>(prices: readonly Price[]): Map<string, Price[]> => {
  const groups = new Map<string, Price[]>();
  for (const price of prices) addTo(groups, price);
  return groups;
};

const addTo = <Price extends Key>(groups: Map<string, Price[]>, price: Price): void => {
  const group = groups.get(keyOf(price));
  if (group) group.push(price);
  else groups.set(keyOf(price), [price]);
};

const keyOf = ({ provider, model, unit }: Key) => JSON.stringify([provider, model, unit]);
