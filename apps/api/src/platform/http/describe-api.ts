import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { cleanupOpenApiDoc } from 'nestjs-zod';
import { keepNullableProperties } from './nullable-properties';

export const describeApi = (app: INestApplication): OpenAPIObject => {
  const builder = new DocumentBuilder()
    .setTitle('Sparline')
    .setDescription(
      'Practice coaching by voice. Errors are application/problem+json with a stable code.',
    )
    .setOpenAPIVersion('3.1.0')
    .setVersion('1')
    .addCookieAuth('sparline_session')
    .addBearerAuth({ type: 'http', description: 'An API key' });
  keepNullableProperties(app);
  const document = SwaggerModule.createDocument(app, builder.build(), {
    operationIdFactory: (controller, method) =>
      `${controller.replace(/Controller$/, '')}_${method}`,
  });
  return cleanupOpenApiDoc(document);
};
