import { Controller, Get, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { ZodResponse } from 'nestjs-zod';
import { Public } from '../auth/public.decorator';
import { HealthDto, LivenessDto } from './health.schemas';
import { HealthService } from './health.service';

@ApiTags('health')
@Public()
@Controller('health')
export class HealthController {
  constructor(private readonly health: HealthService) {}

  @Get()
  @ZodResponse({ status: 200, type: HealthDto })
  async ready(@Res({ passthrough: true }) response: Response) {
    const health = await this.health.read();
    response.status(health.status === 'ok' ? 200 : 503);
    return health;
  }

  @Get('live')
  @ZodResponse({ status: 200, type: LivenessDto })
  live() {
    return { status: 'ok' as const };
  }
}
