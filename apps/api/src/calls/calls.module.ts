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
import { Casting } from './live/casting';
import { LiveCalls } from './live/live-calls';
import { Scenes } from './live/scenes/scenes.service';
import { PaceController } from './pace.controller';
import { PracticeController } from './practice.controller';
import { SampleCallsService } from './samples/sample-calls.service';
import { SpeakingPaceEntity } from './speaking-pace.entity';
import { SpeakingPaceRepository } from './speaking-pace.repository';
import { TurnLatencyEntity } from './turn-latency.entity';
import { TurnLatencyRepository } from './turn-latency.repository';

@Module({
  imports: [
    TypeOrmModule.forFeature([
      CallEntity,
      CallTurnEntity,
      CallEventEntity,
      TurnLatencyEntity,
      SpeakingPaceEntity,
    ]),
    PersonasModule,
  ],
  controllers: [CallsController, PracticeController, PaceController],
  providers: [
    CallsService,
    CallRepository,
    CallTurnRepository,
    CallEventRepository,
    TurnLatencyRepository,
    SpeakingPaceRepository,
    SpoolFolders,
    CallReadiness,
    EngineFactory,
    Scenes,
    Casting,
    LiveCalls,
    SampleCallsService,
  ],
  exports: [CallsService, LiveCalls, SampleCallsService],
})
export class CallsModule {}
