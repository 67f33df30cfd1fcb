const KEY = /^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/;

/** Throws unless it is plain names between single slashes: nothing that climbs out of its place. */
export const checkedKey = (key: string): string => {
  if (!KEY.test(key)) throw new Error(`Not a storage key: ${JSON.stringify(key)}`);
  return key;
};
