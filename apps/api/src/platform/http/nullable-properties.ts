import type { INestApplication } from '@nestjs/common';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';

type Property = { type?: unknown } & Record<string, unknown>;
type Described = { _OPENAPI_METADATA_FACTORY: () => Record<string, Property> };

/**
 * zod writes a text that may be null as `type: ['string', 'null']`, and @nestjs/swagger reads a list
 * of types as "a list of the first" (https://github.com/BenLorantfy/nestjs-zod). Said as `anyOf`, both
 * understand it. Has to run before the document is made.
 */
export const keepNullableProperties = (app: INestApplication): void => {
  for (const dto of new Set(describedClasses(app))) {
    const original = dto._OPENAPI_METADATA_FACTORY.bind(dto);
    dto._OPENAPI_METADATA_FACTORY = () =>
      Object.fromEntries(
        Object.entries(original()).map(([name, property]) => [name, withAnyOf(property)]),
      );
  }
};

const withAnyOf = (property: Property): Property => {
  const { type, ...rest } = property;
  if (!Array.isArray(type) || !type.includes('null')) return property;
  // An empty type is nestjs-zod's own sign for "none", taken away when it cleans up.
  return { ...rest, type: '', anyOf: type.map((one: unknown) => ({ type: one })) };
};

const describedClasses = (app: INestApplication): Described[] => {
  const scanner = new MetadataScanner();
  return [...app.get(ModulesContainer, { strict: false }).values()].flatMap((module) =>
    [...module.controllers.values()].flatMap(({ metatype }) => {
      const prototype = (metatype as { prototype: object } | null)?.prototype;
      if (!prototype) return [];
      return scanner.getAllMethodNames(prototype).flatMap((name) => typesOf(prototype, name));
    }),
  );
};

const typesOf = (prototype: object, name: string): Described[] => {
  const parameters: unknown = Reflect.getMetadata('design:paramtypes', prototype, name);
  const handler = (prototype as Record<string, object>)[name] ?? {};
  const responses = (Reflect.getMetadata('swagger/apiResponse', handler) ?? {}) as object;
  const answers = Object.values(responses).flatMap((answer: { type?: unknown }) => answer.type);
  return [parameters, answers].flat().filter(isDescribed);
};

const isDescribed = (type: unknown): type is Described =>
  typeof type === 'function' && '_OPENAPI_METADATA_FACTORY' in type;
