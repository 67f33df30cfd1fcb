import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CallsModule } from '../calls/calls.module';
import { AppConfig } from '../config/app-config';
import { TasksModule } from '../tasks/tasks.module';
import { UsageModule } from '../usage/usage.module';
import { CallMetricsEntity } from './call-metrics.entity';
import { CallScoreEntity } from './call-score.entity';
import { CallSummaryEntity } from './call-summary.entity';
import { ModelJudge } from './model-judge';
import { ReviewModel } from './review-model';
import { createReviewModel } from './review-model.factory';
import { ReviewRepository } from './review.repository';
import { ScoreAgainController } from './score-again.controller';
import { ScoreAgainRepository } from './score-again.repository';
import { ScoreAgainService } from './score-again.service';
import { ScoringService } from './scoring.service';

@Module({
  imports: [
    TypeOrmModule.forFeature([CallMetricsEntity, CallSummaryEntity, CallScoreEntity]),
    CallsModule,
    UsageModule,
    TasksModule,
  ],
  controllers: [ScoreAgainController],
  providers: [
    ScoringService,
    ModelJudge,
    ScoreAgainService,
    ScoreAgainRepository,
    ReviewRepository,
    { provide: ReviewModel, inject: [AppConfig], useFactory: createReviewModel },
  ],
  exports: [ScoringService, ScoreAgainRepository],
})
export class ScoringModule {}
