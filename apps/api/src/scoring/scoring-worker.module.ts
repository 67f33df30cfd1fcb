import { Module } from '@nestjs/common';
import { TasksModule } from '../tasks/tasks.module';
import { ScoreAgainRunner } from './score-again.runner';
import { ScoreCallProcessor } from './score-call.processor';
import { ScoringModule } from './scoring.module';
import { SummariseCallProcessor } from './summarise-call.processor';

@Module({
  imports: [ScoringModule, TasksModule],
  providers: [ScoreCallProcessor, SummariseCallProcessor, ScoreAgainRunner],
})
export class ScoringWorkerModule {}
