// Puts the voice-activity model and its runtime where the dashboard serves them from (static/vad).
// They come out of node_modules, so that a call asks no other host for anything.
import { copyFileSync, mkdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const target = join(
  dirname(fileURLToPath(import.meta.url)),
  '..',
  'apps',
  'dashboard',
  'static',
  'vad',
);
const require = createRequire(import.meta.url);
const vadFolder = dirname(require.resolve('@ricky0123/vad-web'));
const runtimeFolder = dirname(require.resolve('onnxruntime-web'));

const files = [
  join(vadFolder, 'vad.worklet.bundle.min.js'),
  join(vadFolder, 'silero_vad_v6.onnx'),
  join(runtimeFolder, 'ort-wasm-simd-threaded.wasm'),
  join(runtimeFolder, 'ort-wasm-simd-threaded.mjs'),
];

/** npm keeps no useful dates on what it unpacks, so size and the date of our own copy must do. */
const isCurrent = (source, copy) => {
  const made = statSync(copy, { throwIfNoEntry: false });
  const original = statSync(source);
  return made?.size === original.size && made.mtimeMs >= original.ctimeMs;
};

mkdirSync(target, { recursive: true });
for (const source of files) {
  const copy = join(target, basename(source));
  if (!isCurrent(source, copy)) {
    copyFileSync(source, copy);
  }
}
