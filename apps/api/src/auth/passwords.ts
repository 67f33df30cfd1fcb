import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { newToken } from './tokens';

/** argon2id (the library's default) with OWASP's smallest recommended cost: 19 MiB, two passes. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

@Injectable()
export class Passwords {
  /** Of a password nobody has; checked when there is no member, so that both answers take as long. */
  private readonly nobodys = hash(newToken(), COST);

  async hash(password: string): Promise<string> {
    return hash(password, COST);
  }

  async verify(password: string, passwordHash: string | null | undefined): Promise<boolean> {
    const matches = await verify(passwordHash ?? (await this.nobodys), password);
    return matches && typeof passwordHash === 'string';
  }
}
