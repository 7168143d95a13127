import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { type HookServer, startHookServer } from '../testing/hook-server.ts';
import { isPublicAddress } from './public-address.ts';
import { send } from './send.ts';

const hooks: HookServer = await startHookServer();
const well = hooks.answer;
afterAll(() => hooks.close());
beforeEach(() => {
  hooks.received.length = 0;
  hooks.answer = well;
});

function post(reach = hooks.reach, closing = new AbortController().signal, timeoutMs = 10_000) {
  return send(new URL(hooks.url), { 'content-type': 'application/json' }, '{"id":1}', {
    reach,
    closing,
    timeoutMs,
  });
}

describe('a report', () => {
  it('is posted to the address that was judged, under the name it goes by', async () => {
    expect(await post()).toEqual({ ok: true, status: 204 });
    expect(hooks.received).toEqual([
      {
        path: '/hook',
        body: '{"id":1}',
        headers: expect.objectContaining({
          host: new URL(hooks.url).host,
          'content-type': 'application/json',
        }),
      },
    ]);
  });

  it('is not sent where the name has come to lead to a private address', async () => {
    const sent = await post({ ...hooks.reach, isAllowed: isPublicAddress });
    expect(sent).toEqual({ ok: false, error: 'It leads to an address that is not on the public internet.' });
    expect(hooks.received).toEqual([]);
  });

  it('goes where the name led when it was judged, not where it leads a moment later', async () => {
    let looks = 0;
    const lookup = async () => [{ address: ['127.0.0.1', '127.0.0.2'][looks++] ?? '', family: 4 }];
    const reach = { ...hooks.reach, lookup, isAllowed: (address: string) => address === '127.0.0.1' };
    expect(await post(reach)).toMatchObject({ ok: true });
    expect(looks).toBe(1);
  });

  it('does not follow a redirect', async () => {
    hooks.answer = (response) => void response.writeHead(307, { location: hooks.url }).end();
    expect(await post()).toEqual({
      ok: false,
      status: 307,
      error: 'It answered with a redirect, which is not followed.',
    });
    expect(hooks.received).toHaveLength(1);
  });

  it('has failed where the status is not one of success', async () => {
    hooks.answer = (response) => void response.writeHead(500).end('secret details');
    expect(await post()).toEqual({ ok: false, status: 500, error: 'It answered with the status 500.' });
  });

  it('does not wait for the end of an answer', async () => {
    hooks.answer = (response) => {
      response.writeHead(200);
      const more = () => {
        while (response.write('x'.repeat(65_536)));
      };
      response.on('drain', more).on('error', () => {});
      more();
    };
    expect(await post()).toEqual({ ok: true, status: 200 });
  });

  it('has failed where no answer comes in time, also where the name is not resolved in time', async () => {
    hooks.answer = () => {};
    const late = { ok: false, error: 'It did not answer within 0.5 seconds.' };
    const never = new AbortController().signal;
    expect(await post(hooks.reach, never, 500)).toEqual(late);
    const unresolved = { ...hooks.reach, lookup: () => new Promise<never>(() => {}) };
    expect(await post(unresolved, never, 500)).toEqual(late);
  });

  it('has failed where the certificate is not accepted or nobody listens', async () => {
    const { certificateAuthority: _known, ...strange } = hooks.reach;
    expect((await post(strange)).error).toMatch(/^Its certificate is not accepted/);
    const silent = { ...hooks.reach, lookup: async () => [{ address: '127.0.0.9', family: 4 }] };
    expect(await post(silent)).toEqual({
      ok: false,
      error: 'It accepts no connections.',
    });
  });

  it('is broken off when Rollcall stops', async () => {
    hooks.answer = () => {};
    const closing = new AbortController();
    const sending = post(hooks.reach, closing.signal);
    closing.abort();
    await expect(sending).rejects.toThrow('aborted');
  });
});
