// TypeScript to CommonJS, one file at a time.
import { transformFile } from '@swc/core';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';

/** What `@sparline/...` means once compiled; the same table as in tsconfig.json. */
const LIBRARIES = {
  '@sparline/voice/testing': 'libs/voice/src/testing/index.js',
  '@sparline/voice': 'libs/voice/src/index.js',
  '@sparline/personas': 'libs/personas/src/index.js',
};

const OPTIONS = {
  swcrc: false,
  sourceMaps: true,
  module: { type: 'commonjs', ignoreDynamic: true },
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    keepClassNames: true,
  },
};

export const compileFiles = async (root, paths, outputOf) => {
  await Promise.all(paths.map((path) => compile(root, path, outputOf(path))));
};

const compile = async (root, path, output) => {
  mkdirSync(dirname(output), { recursive: true });
  if (!path.endsWith('.ts')) {
    copyFileSync(join(root, path), output);
    return;
  }
  const { code, map } = await transformFile(join(root, path), OPTIONS);
  const name = basename(output);
  writeFileSync(output, `${withRealPaths(code, path)}\n//# sourceMappingURL=${name}.map\n`);
  writeFileSync(`${output}.map`, map);
};

const withRealPaths = (code, path) =>
  code.replace(/require\("(@sparline\/[^"]+)"\)/g, (whole, name) => {
    const target = LIBRARIES[name];
    if (!target)
      throw new Error(`${path} imports ${name}, which scripts/compile.mjs does not know`);
    const from = relative(dirname(path), target).split(sep).join('/');
    return `require("${from.startsWith('.') ? from : `./${from}`}")`;
  });
