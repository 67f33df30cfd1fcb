import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../../../..');
const PROGRAMS = {
  all: [join(ROOT, 'dist/apps/api/src/main.js'), '--all-in-one'],
  api: [join(ROOT, 'dist/apps/api/src/main.js')],
  worker: [join(ROOT, 'dist/apps/api/src/worker.js')],
} as const;
export type Part = keyof typeof PROGRAMS;
const SAYS: Record<Part, string> = {
  all: 'Sparline is ready',
  api: 'Sparline is ready',
  worker: 'Sparline works on jobs',
};
const READY_WITHIN_MS = 60_000;

export type Form = 'all-in-one' | 'separate';
export const PARTS: Record<Form, readonly Part[]> = {
  'all-in-one': ['all'],
  separate: ['api', 'worker'],
};

type Running = { child: ChildProcess; gone: Promise<void>; said: () => string };

/** The service as it is run: in one process, or in two. Its database outlives it. */
export class Deployment {
  private readonly running = new Map<Part, Running>();

  constructor(
    readonly form: Form,
    private readonly env: NodeJS.ProcessEnv,
    /** Where it would leave temporary files. */
    private readonly temporary: string,
  ) {
    mkdirSync(temporary, { recursive: true });
  }

  get parts(): readonly Part[] {
    return PARTS[this.form];
  }

  /** Starts what does not run. */
  async start(): Promise<void> {
    await Promise.all(this.parts.map((part) => this.launch(part)));
  }

  async kill(parts: readonly Part[]): Promise<void> {
    for (const part of parts) this.running.get(part)?.child.kill('SIGKILL');
    await Promise.all(parts.map(async (part) => this.running.get(part)?.gone));
    for (const part of parts) this.running.delete(part);
  }

  async stop(): Promise<void> {
    for (const { child } of this.running.values()) child.kill('SIGTERM');
    await Promise.all([...this.running.values()].map(({ gone }) => gone));
    this.running.clear();
  }

  private async launch(part: Part): Promise<void> {
    if (this.running.has(part)) return;
    const child = spawn(process.execPath, PROGRAMS[part], {
      cwd: ROOT,
      env: { PATH: process.env['PATH'], TMPDIR: this.temporary, ...this.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    const hear = (chunk: Buffer) => (said = (said + chunk.toString()).slice(-20_000));
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    const gone = new Promise<void>((done) => child.once('close', () => done()));
    this.running.set(part, { child, gone, said: () => said });
    const until = Date.now() + READY_WITHIN_MS;
    while (!said.includes(SAYS[part])) {
      if (child.exitCode !== null || Date.now() > until) throw new Error(`No ${part}: ${said}`);
      await new Promise((again) => setTimeout(again, 30));
    }
  }
}
