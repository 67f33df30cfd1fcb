import type { SelectQueryBuilder } from 'typeorm';
import type { CallEntity } from './call.entity';

/** A word said in one call of eighty fills a page from so many calls. */
const LOOKED_AT = 2_000;

type Search = { words: string; forward: boolean; limit: number };

/** Every word must begin a word of the call; nothing a person types is query syntax. */
export const toSearchQuery = (q: string | undefined): string | undefined => {
  const words = q?.match(/[\p{L}\p{N}]+/gu)?.slice(0, 12);
  return words?.map((word) => `${word}:*`).join(' & ');
};

/**
 * The first calls of a list that hold these words. How common a beginning of words is, the database
 * cannot tell. So the first calls are looked at one by one, which finds common words, and only then
 * the index of words is asked, which is quick when there are few of them.
 */
export async function firstMatches(
  list: () => SelectQueryBuilder<CallEntity>,
  search: Search,
): Promise<string[]> {
  const direction = search.forward ? 'ASC' : 'DESC';
  const matches = `words @@ to_tsquery('simple', :words)`;
  const some = list()
    .select('call.id', 'id')
    .addSelect('call.started_at', 'started_at')
    .addSelect('call.words', 'words')
    .orderBy('call.started_at', direction)
    .addOrderBy('call.id', direction)
    .limit(LOOKED_AT);
  const near = await idsOf(
    some,
    `SELECT * FROM (${some.getQuery()}) call WHERE ${matches}`,
    search,
  );
  if (near.length === search.limit) return near;
  const all = list()
    .select('call.id', 'id')
    .addSelect('call.started_at', 'started_at')
    .andWhere(`call.${matches}`);
  // `OFFSET 0`: found by their words first and sorted then, not looked for along the list.
  return idsOf(all, `${all.getQuery()} OFFSET 0`, search);
}

async function idsOf(
  query: SelectQueryBuilder<CallEntity>,
  found: string,
  { words, forward, limit }: Search,
): Promise<string[]> {
  const direction = forward ? 'ASC' : 'DESC';
  const rows = await query.connection
    .createQueryBuilder()
    .select('found.id', 'id')
    .from(`(${found})`, 'found')
    .setParameters({ ...query.getParameters(), words })
    .orderBy('found.started_at', direction)
    .addOrderBy('found.id', direction)
    .limit(limit)
    .getRawMany<{ id: string }>();
  return rows.map(({ id }) => id);
}
