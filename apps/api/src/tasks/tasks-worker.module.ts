import { Module } from '@nestjs/common';
import { SweepTasksProcessor } from './sweep-tasks.processor';
import { TasksModule } from './tasks.module';

@Module({ imports: [TasksModule], providers: [SweepTasksProcessor] })
export class TasksWorkerModule {}
