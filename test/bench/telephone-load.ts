import type { SpeechToSpeech } from '@sparline/voice';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type WebSocket, WebSocketServer } from 'ws';
import { relay } from './bare-relay';
import type { BenchRow } from './bench-table';
import { ServedLine } from './served-line';
import type { CallersOrder, CallersReport } from './telephone-callers';

const WARM_UP_MS = 4000;
const MEASURED_MS = 10_000;
const ROUNDS = 2;
const TARGET = '4';

/** What takes a telephone's socket, and what there is to close afterwards. */
type Answering = { take: (socket: WebSocket) => void; close: () => Promise<void> };
export type Model = { speaker: SpeechToSpeech; url: string };

const answerBare = ({ url }: Model): Answering => ({
  take: (socket) => relay(socket, url),
  close: () => Promise.resolve(),
});

async function answerOurs({ speaker }: Model): Promise<Answering> {
  const folder = await mkdtemp(join(tmpdir(), 'sparline-bench-'));
  const lines: ServedLine[] = [];
  return {
    take: (socket) => {
      lines.push(new ServedLine(socket, { speaker, folder: join(folder, String(lines.length)) }));
    },
    close: async () => {
      await Promise.all(lines.map((line) => line.close()));
      await rm(folder, { recursive: true });
    },
  };
}

/** Both in milliseconds per second of call: of this process, and of sound at the caller's ear. */
type Cost = { cpuMs: number; heardMs: number };

/** With callers and model in processes of their own. */
async function costOf(
  calls: number,
  { take, close }: Answering,
  callers: ChildProcess,
): Promise<Cost> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
  await once(server, 'listening');
  server.on('connection', take);
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const tell = (order: CallersOrder): void => void callers.send(order);
  tell({ url, calls });
  const beganAt = process.hrtime.bigint();
  await wait(WARM_UP_MS);
  const [before, startedAt] = [process.cpuUsage(), process.hrtime.bigint()];
  await wait(MEASURED_MS);
  const { user, system } = process.cpuUsage(before);
  const seconds = Number(process.hrtime.bigint() - startedAt) / 1e9;
  const report = once(callers, 'message') as Promise<[CallersReport]>;
  tell('stop');
  const [{ heardMs }] = await report;
  const lastedSeconds = Number(process.hrtime.bigint() - beganAt) / 1e9;
  if (heardMs === 0) throw new Error('The callers have heard nothing.');
  await close();
  server.close();
  return {
    cpuMs: (user + system) / 1000 / seconds / calls,
    heardMs: heardMs / lastedSeconds / calls,
  };
}

const mean = (costs: readonly Cost[], of: keyof Cost): number =>
  costs.reduce((sum, cost) => sum + cost[of], 0) / costs.length;

/** By turns, so that whatever else the machine does counts for both. */
async function rowsOf(calls: number, model: Model, callers: ChildProcess): Promise<BenchRow[]> {
  const bare: Cost[] = [];
  const ours: Cost[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    bare.push(await costOf(calls, answerBare(model), callers));
    ours.push(await costOf(calls, await answerOurs(model), callers));
  }
  const many = `${calls} telephone call${calls === 1 ? '' : 's'}`;
  const unit = 'ms/s of call';
  const [oursMs, bareMs] = [mean(ours, 'cpuMs'), mean(bare, 'cpuMs')];
  return [
    { name: `processor time, ${many}`, n: calls, p50: oursMs, unit, target: TARGET },
    { name: '  a bare relay of the same', n: calls, p50: bareMs, unit },
    { name: '  ours to the bare one', n: calls, p50: oursMs / bareMs, unit: 'times' },
    // Where it is much less than half a second, callers and model had no time, and nothing was compared.
    { name: '  sound at the ear, ours', n: calls, p50: mean(ours, 'heardMs'), unit },
    { name: '  sound at the ear, bare', n: calls, p50: mean(bare, 'heardMs'), unit },
  ];
}

/** The whole way from Twilio's socket to the model's and back, with µ-law straight through. */
export async function telephoneRows(model: Model): Promise<BenchRow[]> {
  const callers = fork(join(__dirname, 'telephone-callers.js'));
  const rows: BenchRow[] = [];
  // Most calls first: by the time of the single one everything is compiled.
  for (const calls of [100, 50, 1]) rows.push(...(await rowsOf(calls, model, callers)));
  callers.disconnect();
  return rows;
}
