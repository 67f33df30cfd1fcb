import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PersonaEntity } from './persona.entity';
import { PersonaRepository } from './persona.repository';
import { PersonaVersionEntity } from './persona-version.entity';
import { PersonaVersionRepository } from './persona-version.repository';
import { PersonasController } from './personas.controller';
import { PersonasService } from './personas.service';

@Module({
  imports: [TypeOrmModule.forFeature([PersonaEntity, PersonaVersionEntity])],
  controllers: [PersonasController],
  providers: [PersonasService, PersonaRepository, PersonaVersionRepository],
  exports: [PersonasService],
})
export class PersonasModule {}
