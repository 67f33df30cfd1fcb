import { Controller, Get, Post } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { Allow } from './allow.decorator';
import { Public } from './public.decorator';
import { RouteAccessCheck } from './route-access.check';

@Controller('declared')
class DeclaredController {
  @Get()
  @Allow('call:read')
  list() {}

  @Get('open')
  @Public()
  open() {}

  notARoute() {}
}

@Public()
@Controller('open')
class OpenController {
  @Get()
  list() {}
}

@Controller('forgetful')
class ForgetfulController {
  @Get()
  @Allow('call:read')
  list() {}

  @Post('things')
  create() {}
}

class HeirController extends ForgetfulController {}
Controller('heir')(HeirController);

const boot = async (...controllers: (new () => object)[]) => {
  const module = await Test.createTestingModule({
    imports: [DiscoveryModule],
    controllers,
    providers: [RouteAccessCheck],
  }).compile();
  await module.init();
  await module.close();
};

describe('At boot', () => {
  it('accepts routes that say who may call them, themselves or by their controller', async () => {
    await expect(boot(DeclaredController, OpenController)).resolves.toBeUndefined();
  });

  it('refuses a route that says nothing, and names it', async () => {
    await expect(boot(DeclaredController, ForgetfulController)).rejects.toThrow(
      'These routes say neither @Allow(permission) nor @Public(): ForgetfulController.create (POST things)',
    );
  });

  it('refuses an inherited route too', async () => {
    await expect(boot(HeirController)).rejects.toThrow('HeirController.create (POST things)');
  });
});
