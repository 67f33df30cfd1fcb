import type { MigrationInterface, QueryRunner } from 'typeorm';

const SOURCE = 'developers.openai.com/models, November 2026';
const MINI = 'gpt-realtime-2.1-mini';
/** Micro-dollars for a million tokens of audio that was heard before in the same conversation. */
const CACHED_AUDIO = { 'gpt-realtime-1.5': 400_000, [MINI]: 300_000 };
const MINI_CACHED_TEXT = { before: 300_000, now: 60_000 };

/** Realtime models tell cached audio from cached text, and one of them has a price for each. */
export class RealtimePrices1700000000810 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [model, amount] of Object.entries(CACHED_AUDIO)) {
      await runner.query(
        `INSERT INTO prices (provider, model, unit, amount_micro_usd, per_quantity, source)
         VALUES ('openai', $1, 'cached_audio_input_token', $2, 1000000, $3)`,
        [model, amount, SOURCE],
      );
    }
    await this.priceMiniText(runner, MINI_CACHED_TEXT.now, SOURCE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM prices WHERE unit = 'cached_audio_input_token'`);
    const source = `${SOURCE}: cached at the audio price, cached text is $0.06`;
    await this.priceMiniText(runner, MINI_CACHED_TEXT.before, source);
  }

  private async priceMiniText(runner: QueryRunner, amount: number, source: string): Promise<void> {
    await runner.query(
      `UPDATE prices SET amount_micro_usd = $1, source = $2
       WHERE provider = 'openai' AND model = $3 AND unit = 'cached_input_token'`,
      [amount, source, MINI],
    );
  }
}
