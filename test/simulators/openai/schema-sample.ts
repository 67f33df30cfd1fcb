export type JsonSchema = Record<string, unknown>;

/** A value that satisfies a JSON Schema of the kind structured outputs take. */
export function sampleOf(schema: JsonSchema, root: JsonSchema = schema): unknown {
  if (typeof schema['$ref'] === 'string') return sampleOf(resolve(schema['$ref'], root), root);
  if ('const' in schema) return schema['const'];
  if (Array.isArray(schema['enum'])) return schema['enum'][0] as unknown;
  const options = (schema['anyOf'] ?? schema['oneOf']) as JsonSchema[] | undefined;
  if (options?.[0]) return sampleOf(options[0], root);
  const type = Array.isArray(schema['type']) ? (schema['type'] as string[])[0] : schema['type'];
  switch (type) {
    case 'object':
      return Object.fromEntries(
        Object.entries((schema['properties'] ?? {}) as Record<string, JsonSchema>).map(
          ([name, property]) => [name, sampleOf(property, root)],
        ),
      );
    case 'array':
      return Array.from({ length: Math.max(1, Number(schema['minItems'] ?? 1)) }, () =>
        sampleOf((schema['items'] ?? {}) as JsonSchema, root),
      );
    case 'integer':
    case 'number':
      return Number(schema['minimum'] ?? schema['maximum'] ?? 1);
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return 'sample';
  }
}

function resolve(reference: string, root: JsonSchema): JsonSchema {
  const path = reference.replace(/^#\/?/, '').split('/').filter(Boolean);
  return path.reduce<JsonSchema>((node, key) => (node[key] ?? {}) as JsonSchema, root);
}
