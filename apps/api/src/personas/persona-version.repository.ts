import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { PersonaVersionEntity } from './persona-version.entity';

@Injectable()
export class PersonaVersionRepository {
  constructor(
    @InjectRepository(PersonaVersionEntity)
    private readonly rows: Repository<PersonaVersionEntity>,
  ) {}

  async list(organizationId: string, personaId: string): Promise<PersonaVersionEntity[]> {
    return this.rows.find({
      where: { organizationId, personaId },
      order: { version: 'DESC' },
      take: 100,
    });
  }

  async find(
    organizationId: string,
    personaId: string,
    version: number,
  ): Promise<PersonaVersionEntity | undefined> {
    return (await this.rows.findOneBy({ organizationId, personaId, version })) ?? undefined;
  }
}
