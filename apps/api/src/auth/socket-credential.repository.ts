import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { SignInSessionEntity } from './sign-in-session.entity';

@Injectable()
export class SocketCredentialRepository {
  constructor(
    @InjectRepository(SignInSessionEntity)
    private readonly rows: Repository<SignInSessionEntity>,
  ) {}

  /** Which of these hashes still let somebody in, all in one question; each stands for itself. */
  async findLive(hashes: readonly string[], now: Date): Promise<Set<string>> {
    const rows = await this.rows.query<{ hash: string }[]>(
      `SELECT session.token_hash AS hash
       FROM sign_in_sessions session JOIN members member ON member.id = session.member_id
       WHERE session.token_hash = ANY($1) AND session.expires_at > $2
         AND NOT member.suspended AND member.deleted_at IS NULL
       UNION ALL
       SELECT key.secret_hash
       FROM api_keys key JOIN members member ON member.id = key.member_id
       WHERE key.secret_hash = ANY($1) AND NOT member.suspended AND member.deleted_at IS NULL`,
      [hashes, now],
    );
    return new Set(rows.map(({ hash }) => hash));
  }
}
