import { Body, Controller, Get, Module, Param, Post } from '@nestjs/common';
import { createZodDto, ZodResponse } from 'nestjs-zod';
import { z } from 'zod';
import { AppError } from '../../../apps/api/src/platform/errors/app-error';

const Wish = z.object({ name: z.string(), deep: z.object({ count: z.number() }).optional() });
class WishDto extends createZodDto(Wish) {}
class NameDto extends createZodDto(z.object({ name: z.string() })) {}

@Controller('probe')
class ProbeController {
  @Post()
  @ZodResponse({ status: 201, type: NameDto })
  create(@Body() wish: WishDto) {
    return { ...wish, inside: 'not for the outside' };
  }

  @Get(':what')
  fail(@Param('what') what: string): string {
    if (what === 'conflict') throw new AppError('conflict', 'probe.taken', 'It is taken.');
    if (what === 'bug') throw new Error('secret detail');
    return what;
  }
}

/** Routes that fail in every way, so that the way errors are answered can be seen over real HTTP. */
@Module({ controllers: [ProbeController] })
export class ProbeModule {}
