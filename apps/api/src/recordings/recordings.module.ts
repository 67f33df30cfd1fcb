import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CallsModule } from '../calls/calls.module';
import { RecordingMixer } from './recording-mixer';
import { RecordingEntity } from './recording.entity';
import { RecordingRepository } from './recording.repository';
import { RecordingsController } from './recordings.controller';
import { RecordingsService } from './recordings.service';

@Module({
  imports: [TypeOrmModule.forFeature([RecordingEntity]), CallsModule],
  controllers: [RecordingsController],
  providers: [RecordingsService, RecordingRepository, RecordingMixer],
  exports: [RecordingsService],
})
export class RecordingsModule {}
