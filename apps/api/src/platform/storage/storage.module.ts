import { Global, Module } from '@nestjs/common';
import { LocalStorage } from './local.storage';
import { ObjectStorage } from './object-storage';

@Global()
@Module({
  providers: [{ provide: ObjectStorage, useClass: LocalStorage }],
  exports: [ObjectStorage],
})
export class StorageModule {}
