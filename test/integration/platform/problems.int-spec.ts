import { request } from 'node:http';
import { createTestApp, type TestApp } from '../../support/test-app';
import { ProbeModule } from './probe.module';

describe('Errors over HTTP', () => {
  let server: TestApp;
  beforeAll(async () => {
    server = await createTestApp({ modules: [ProbeModule] });
  });
  afterAll(() => server.close());

  const post = (body: string, type = 'application/json') =>
    fetch(`${server.url}/api/probe`, { method: 'POST', body, headers: { 'content-type': type } });

  it.each([
    ['JSON cut short', () => post('{"name":'), 400, 'request.malformed_json'],
    [
      'a body of the wrong type',
      () => post('name=x', 'text/plain'),
      415,
      'request.unsupported_media_type',
    ],
    [
      'an unknown charset',
      () => post('{}', 'application/json; charset=klingon'),
      415,
      'request.unsupported_charset',
    ],
    [
      'a body too large',
      () => post(JSON.stringify({ name: 'x'.repeat(300_000) })),
      413,
      'request.too_large',
    ],
    ['wrong types', () => post('{"name":5}'), 400, 'request.invalid'],
    ['an array for an object', () => post('[]'), 400, 'request.invalid'],
    ['no body at all', () => post(''), 400, 'request.invalid'],
    ['an unknown route', () => fetch(`${server.url}/api/nothing`), 404, 'request.unknown_route'],
    [
      'the wrong method',
      () => fetch(`${server.url}/api/probe`, { method: 'DELETE' }),
      404,
      'request.unknown_route',
    ],
    [
      'a malformed address',
      () => fetch(`${server.url}/api/probe/%E0%A4%A`),
      400,
      'request.malformed_address',
    ],
    ['what a service refuses', () => fetch(`${server.url}/api/probe/conflict`), 409, 'probe.taken'],
    ['what nobody foresaw', () => fetch(`${server.url}/api/probe/bug`), 500, 'internal'],
  ])('answers %s with a problem', async (_what, send, status, code) => {
    const response = await send();
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    const problem = (await response.json()) as Record<string, unknown>;
    expect(problem).toMatchObject({ status, code, type: 'about:blank' });
    expect(problem['requestId']).toBe(response.headers.get('x-request-id'));
  });

  it('names the fields that are wrong', async () => {
    const problem = (await (await post('{"name":5,"deep":{"count":"x"}}')).json()) as {
      fields: { path: string }[];
    };
    expect(problem.fields.map(({ path }) => path).sort()).toEqual(['deep.count', 'name']);
  });

  it('tells nothing of the inside when something breaks', async () => {
    const text = await (await fetch(`${server.url}/api/probe/bug`)).text();
    expect(text).not.toMatch(/secret detail|stack|probe\.module/);
  });

  it('keeps the request id of a proxy, and makes its own instead of a strange one', async () => {
    const idFor = async (given: string) =>
      (
        await fetch(`${server.url}/api/nothing`, { headers: { 'x-request-id': given } })
      ).headers.get('x-request-id');
    expect(await idFor('proxy-id-12345')).toBe('proxy-id-12345');
    expect(await idFor('<script>')).not.toContain('<');
  });

  it('strips what a response shape does not declare', async () => {
    expect(await (await post('{"name":"Ada"}')).json()).toEqual({ name: 'Ada' });
  });

  it('goes on after a client that hangs up in the middle of a body', async () => {
    await new Promise<void>((resolve) => {
      const headers = { 'content-type': 'application/json', 'content-length': '5000' };
      const broken = request(`${server.url}/api/probe`, { method: 'POST', headers });
      broken.on('error', () => resolve());
      broken.write('{"name":');
      setImmediate(() => broken.destroy(new Error('gone')));
    });
    expect((await post('{"name":"Ada"}')).status).toBe(201);
  });

  it('sends headers that let the dashboard run its worklets and nothing foreign', async () => {
    const { headers } = await fetch(`${server.url}/api/nothing`);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("worker-src 'self' blob:");
    expect(policy).toContain("'wasm-unsafe-eval'");
    expect(policy).not.toMatch(/script-src[^;]*'unsafe-(inline|eval)'/);
    expect(headers.get('strict-transport-security')).toBeNull();
    expect(headers.get('x-powered-by')).toBeNull();
  });
});
