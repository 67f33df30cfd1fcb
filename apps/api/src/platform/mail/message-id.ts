const ADDRESS = /@([\w.-]+)>?\s*$/;

/** RFC 5322 wants something that looks like an address, at a domain of ours. */
export const messageIdOf = (id: string, from: string): string =>
  `<${id}@${ADDRESS.exec(from)?.[1] ?? 'sparline.invalid'}>`;
