import { DataSource } from 'typeorm';
import type { SimulatedLine } from '../../simulators/twilio/simulated-line';
import type { PhoneStage } from './phone-stage';

export const TIAS_NUMBER = '+15550107777';

export type RingItem = {
  id: string;
  state: string;
  outcome: string | null;
  dueAt: string | null;
  callId: string | null;
};

/** Tia, who has verified her telephone number, asks to be rung. */
export class RingStage {
  constructor(private readonly stage: PhoneStage) {}

  async verifyNumber(): Promise<void> {
    const { app, organizationId } = this.stage.service;
    await app.get(DataSource).query(
      `INSERT INTO phone_numbers (organization_id, member_id, number, verified_at)
       SELECT $1, id, $2, now() FROM members WHERE email = 'tia@example.com'`,
      [organizationId, TIAS_NUMBER],
    );
  }

  async ask(wish: object): Promise<{ status: number; body: RingItem & { code?: string } }> {
    const { trainee: cookie, url } = this.stage.service;
    const response = await fetch(`${url}/api/calls/phone`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify(wish),
    });
    return { status: response.status, body: (await response.json()) as RingItem };
  }

  /** Asks, and waits until the telephone has been rung. */
  async ring(wish: object): Promise<{ id: string; line: SimulatedLine }> {
    const { body, status } = await this.ask(wish);
    if (status !== 201) throw new Error(`Refused: ${JSON.stringify(body)}`);
    return { id: body.id, line: await this.rung() };
  }

  async rung(): Promise<SimulatedLine> {
    return this.within('the telephone to ring', async () => this.stage.twilio.called[0]);
  }

  async list(): Promise<RingItem[]> {
    const { service } = this.stage;
    const { body } = await service.get('/api/calls/phone', service.trainee);
    return body.items as RingItem[];
  }

  /** How it ended, once it has. */
  async outcome(id: string): Promise<string> {
    return this.within('the ring to end', async () => {
      const ring = (await this.list()).find((item) => item.id === id);
      return ring?.state === 'ended' ? (ring.outcome ?? undefined) : undefined;
    });
  }

  async within<Value>(what: string, look: () => Promise<Value | undefined>): Promise<Value> {
    const deadline = Date.now() + 60_000;
    for (;;) {
      const value = await look();
      if (value !== undefined) return value;
      if (Date.now() > deadline) throw new Error(`Waited for ${what}.`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
