import { Module } from '@nestjs/common';
import { ScoreCallProcessor } from './score-call.processor';
import { ScoringModule } from './scoring.module';
import { SummariseCallProcessor } from './summarise-call.processor';

@Module({
  imports: [ScoringModule],
  providers: [ScoreCallProcessor, SummariseCallProcessor],
})
export class ScoringWorkerModule {}
