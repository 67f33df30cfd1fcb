import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PersonasModule } from '../personas/personas.module';
import { CallEntity } from './call.entity';
import { CallEventEntity } from './call-event.entity';
import { CallEventRepository } from './call-event.repository';
import { CallRepository } from './call.repository';
import { SpoolFolders } from './spool-folders';
import { CallTurnEntity } from './call-turn.entity';
import { CallTurnRepository } from './call-turn.repository';
import { CallsController } from './calls.controller';
import { CallsService } from './calls.service';
import { EngineFactory } from './engines/engine-factory';
import { CallReadiness } from './live/call-readiness';
import { LiveCalls } from './live/live-calls';
import { PracticeController } from './practice.controller';
import { SampleCallsService } from './samples/sample-calls.service';

@Module({
  imports: [
    TypeOrmModule.forFeature([CallEntity, CallTurnEntity, CallEventEntity]),
    PersonasModule,
  ],
  controllers: [CallsController, PracticeController],
  providers: [
    CallsService,
    CallRepository,
    CallTurnRepository,
    CallEventRepository,
    SpoolFolders,
    CallReadiness,
    EngineFactory,
    LiveCalls,
    SampleCallsService,
  ],
  exports: [CallsService, LiveCalls, SampleCallsService],
})
export class CallsModule {}
