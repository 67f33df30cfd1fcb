import {
  Body,
  Controller,
  Delete,
  Get,
  Header,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  Put,
  Query,
} from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import type { Actor } from '../../auth/actor';
import { Allow } from '../../auth/allow.decorator';
import { CurrentActor } from '../../auth/current-actor.decorator';
import { PriceImportService } from './price-import.service';
import {
  CorrectPriceDto,
  CreatePriceDto,
  EndPriceDto,
  FollowPriceDto,
  ImportedPricesDto,
  ImportPricesDto,
  ListPricesDto,
  PriceDto,
  PricePageDto,
  PriceProvidersDto,
} from './prices.schemas';
import { PricesService } from './prices.service';
import { PricingDto } from './pricing-runs.schemas';
import { PricingRunsService } from './pricing-runs.service';

@ApiTags('prices')
@Controller('prices')
export class PricesController {
  constructor(
    private readonly prices: PricesService,
    private readonly files: PriceImportService,
    private readonly runs: PricingRunsService,
  ) {}

  @Get()
  @Allow('price:read')
  @ZodResponse({ status: 200, type: PricePageDto })
  list(@CurrentActor() actor: Actor, @Query() query: ListPricesDto) {
    return this.prices.page(actor, query);
  }

  @Get('export')
  @Allow('price:read')
  @ApiProduces('text/csv')
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="prices.csv"')
  export(@CurrentActor() actor: Actor, @Query() query: ListPricesDto): Promise<string> {
    return this.files.export(actor, query);
  }

  @Get('providers')
  @Allow('price:read')
  @ZodResponse({ status: 200, type: PriceProvidersDto })
  providers(@CurrentActor() actor: Actor) {
    return this.prices.providers(actor);
  }

  @Get('pricing')
  @Allow('price:read')
  @ZodResponse({ status: 200, type: PricingDto })
  pricing(@CurrentActor() actor: Actor) {
    return this.runs.get(actor);
  }

  @Post('pricing')
  @Allow('price:write')
  @ZodResponse({ status: 202, type: PricingDto })
  fillIn(@CurrentActor() actor: Actor) {
    return this.runs.start(actor);
  }

  @Post('import')
  @Allow('price:write')
  @HttpCode(200)
  @ZodResponse({ status: 200, type: ImportedPricesDto })
  import(@CurrentActor() actor: Actor, @Body() input: ImportPricesDto) {
    return this.files.import(actor, input);
  }

  @Post()
  @Allow('price:write')
  @ZodResponse({ status: 201, type: PriceDto })
  create(@CurrentActor() actor: Actor, @Body() input: CreatePriceDto) {
    return this.prices.create(actor, input);
  }

  @Put(':id')
  @Allow('price:write')
  @ZodResponse({ status: 200, type: PriceDto })
  correct(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() input: CorrectPriceDto,
  ) {
    return this.prices.correct(actor, id, input);
  }

  @Delete(':id')
  @Allow('price:write')
  @HttpCode(204)
  remove(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.prices.remove(actor, id);
  }

  @Post(':id/end')
  @Allow('price:write')
  @HttpCode(200)
  @ZodResponse({ status: 200, type: PriceDto })
  end(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() input: EndPriceDto,
  ) {
    return this.prices.end(actor, id, input);
  }

  @Post(':id/follower')
  @Allow('price:write')
  @ZodResponse({ status: 201, type: PriceDto })
  follow(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() input: FollowPriceDto,
  ) {
    return this.prices.follow(actor, id, input);
  }
}
