import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { OrganizationsModule } from '../organizations/organizations.module';
import { PersonasModule } from '../personas/personas.module';
import { TelephonyModule } from '../telephony/telephony.module';
import { UsageModule } from '../usage/usage.module';
import { CallEntity } from './call.entity';
import { CallEventEntity } from './call-event.entity';
import { CallEventRepository } from './call-event.repository';
import { CallRepository } from './call.repository';
import { SpoolsService } from './spool/spools.service';
import { CallTurnEntity } from './call-turn.entity';
import { CallTurnRepository } from './call-turn.repository';
import { CallMinutes } from './call-minutes';
import { CallsController } from './calls.controller';
import { CallsService } from './calls.service';
import { EngineFactory } from './engines/engine-factory';
import { CallCounters } from './live/call-counters';
import { CallReadiness } from './live/call-readiness';
import { Casting } from './live/casting';
import { LiveCalls } from './live/live-calls';
import { LineAccountRepository } from './phone/line-account.repository';
import { LineAccountsService } from './phone/line-accounts.service';
import { LineFarewell } from './phone/line-farewell';
import { PhoneLineEntity } from './phone/phone-line.entity';
import { PhoneLineRepository } from './phone/phone-line.repository';
import { PhoneLinesService } from './phone/phone-lines.service';
import { DueRingsService } from './phone/due-rings.service';
import { PhoneController } from './phone/phone.controller';
import { RingDialler } from './phone/ring-dialler';
import { RingingService } from './phone/ringing.service';
import { CallShareRepository } from './shares/call-share.repository';
import { SharedCallsService } from './shares/shared-calls.service';
import { RealismScenes } from './live/scenes/realism-scenes';
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
      PhoneLineEntity,
    ]),
    OrganizationsModule,
    PersonasModule,
    TelephonyModule,
    UsageModule,
  ],
  // The addresses under `calls/phone` come before those that take any call's id.
  controllers: [PhoneController, CallsController, PracticeController, PaceController],
  providers: [
    CallsService,
    CallRepository,
    CallTurnRepository,
    CallEventRepository,
    TurnLatencyRepository,
    SpeakingPaceRepository,
    SpoolsService,
    CallReadiness,
    CallCounters,
    EngineFactory,
    Scenes,
    RealismScenes,
    Casting,
    LiveCalls,
    CallMinutes,
    PhoneLinesService,
    PhoneLineRepository,
    LineFarewell,
    LineAccountsService,
    LineAccountRepository,
    RingDialler,
    RingingService,
    DueRingsService,
    SharedCallsService,
    CallShareRepository,
    SampleCallsService,
  ],
  exports: [
    CallsService,
    CallMinutes,
    LiveCalls,
    PhoneLinesService,
    DueRingsService,
    LineAccountsService,
    SharedCallsService,
    SampleCallsService,
    SpoolsService,
  ],
})
export class CallsModule {}
