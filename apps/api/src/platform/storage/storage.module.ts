import { Global, Module } from '@nestjs/common';
import { AppConfig } from '../../config/app-config';
import { LocalStorage } from './local.storage';
import { ObjectStorage } from './object-storage';
import { S3Storage } from './s3.storage';

/** The one place that decides between a folder and a store. */
export const storageOf = (config: AppConfig): ObjectStorage =>
  config.s3 === undefined ? new LocalStorage(config) : new S3Storage(config.s3);

@Global()
@Module({
  providers: [{ provide: ObjectStorage, useFactory: storageOf, inject: [AppConfig] }],
  exports: [ObjectStorage],
})
export class StorageModule {}
