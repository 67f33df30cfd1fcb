import type { Client } from 'pg';
import { type Ask, recompute } from '../../apps/api/src/reports/facts/write-facts';

/** By the service's own way, so that what is measured is what it would have written. */
export async function workOutFacts(client: Client, say: (line: string) => void): Promise<void> {
  const ask: Ask = async <Row>(statement: string, parameters: unknown[]) =>
    (await client.query(statement, parameters)).rows as Row[];
  const organizations = await ask<{ id: string; name: string }>(
    `SELECT id, name FROM organizations WHERE name LIKE 'Generated %' ORDER BY name`,
    [],
  );
  for (const { id, name } of organizations) {
    const { calls, days } = await recompute(
      (work) => work(ask),
      id,
      async () => undefined,
    );
    say(`${name}: ${calls.toLocaleString('en')} calls, ${days} days`);
  }
}
