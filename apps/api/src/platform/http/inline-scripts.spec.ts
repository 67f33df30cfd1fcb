import { createHash } from 'node:crypto';
import { inlineScriptHashes } from './inline-scripts';

const hashOf = (body: string) => `'sha256-${createHash('sha256').update(body).digest('base64')}'`;

describe('Inline scripts', () => {
  it('are named by the hash of exactly what stands between the tags', () => {
    const body = '\n  start({ base: "" });\n';
    expect(inlineScriptHashes(`<div><script type="module">${body}</script></div>`)).toEqual([
      hashOf(body),
    ]);
  });

  it('are told from scripts that have an address', () => {
    const page = '<script src="/a.js"></script><script>one()</script><script>two()</script>';
    expect(inlineScriptHashes(page)).toEqual([hashOf('one()'), hashOf('two()')]);
  });
});
