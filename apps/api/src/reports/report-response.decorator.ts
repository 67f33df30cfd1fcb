import { ApiOkResponse, getSchemaPath } from '@nestjs/swagger';

type Model = Parameters<typeof getSchemaPath>[0];

/** A report answers in JSON or in CSV, as its client prefers. */
export const ApiReport = (model: Model): MethodDecorator =>
  ApiOkResponse({
    content: {
      'application/json': { schema: { $ref: getSchemaPath(model) } },
      'text/csv': { schema: { type: 'string' } },
    },
  });
