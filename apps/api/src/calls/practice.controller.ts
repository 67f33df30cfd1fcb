import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import { Allow } from '../auth/allow.decorator';
import { PracticeOptionsDto } from './calls.schemas';
import { EngineFactory } from './engines/engine-factory';

@ApiTags('calls')
@Controller('practice')
export class PracticeController {
  constructor(private readonly engines: EngineFactory) {}

  @Get('options')
  @Allow('call:practise')
  @ZodResponse({ status: 200, type: PracticeOptionsDto })
  options() {
    return this.engines.options();
  }
}
