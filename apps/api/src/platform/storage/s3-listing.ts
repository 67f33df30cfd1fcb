import type { StoredObject } from './object-storage';

export type Listing = { objects: StoredObject[]; next: string | undefined };

/**
 * A page of `ListObjectsV2`. Its XML is flat and has no attributes that matter, so a parser of all XML
 * is not needed. https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html
 */
export const readListing = (xml: string): Listing => {
  if (!/<ListBucketResult[\s>]/.test(xml)) {
    throw new Error('The object store did not answer with a list');
  }
  const objects = [...xml.matchAll(/<Contents>(.*?)<\/Contents>/gs)].map(([, entry = '']) => ({
    key: textOf(entry, 'Key') ?? '',
    bytes: Number(textOf(entry, 'Size') ?? 0),
    modifiedAt: new Date(textOf(entry, 'LastModified') ?? Number.NaN),
  }));
  const more = textOf(xml, 'IsTruncated') === 'true';
  return { objects, next: more ? textOf(xml, 'NextContinuationToken') : undefined };
};

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const ENTITY = /&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi;

const textOf = (xml: string, element: string): string | undefined =>
  new RegExp(`<${element}>([^<]*)</${element}>`)
    .exec(xml)?.[1]
    ?.replace(ENTITY, (_, hex?: string, decimal?: string, name?: string) => {
      if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
      if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
      return ENTITIES[name ?? ''] ?? '';
    });
