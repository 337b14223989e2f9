import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, exportSPKI, generateKeyPair, importJWK, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AUDIENCE, tokenIssuer } from '../../dev/issuer/issuer.ts';
import { jwtSignIn, type SignIn } from '../../portal/sign-in.ts';

const ISSUER = 'http://127.0.0.1/realms/test';
const USER = '5c0a7f0e-0000-4000-8000-000000000001';
const UNAUTHENTICATED = expect.objectContaining({ code: 'Unauthenticated' });
const UNREACHABLE = expect.objectContaining({ code: 'SignInUnreachable' });

const rsa = await generateKeyPair('RS256', { extractable: true });
const ec = await generateKeyPair('ES256');
const stranger = await generateKeyPair('RS256');
/** Without `alg`, so that nothing but our own list of algorithms keeps the others out. */
const KEYS = {
  keys: [
    { ...(await exportJWK(rsa.publicKey)), kid: 'rsa', use: 'sig' },
    { ...(await exportJWK(ec.publicKey)), kid: 'ec', use: 'sig' },
  ],
};

let server: Server;
let signIn: SignIn;
let answer = { status: 200, body: JSON.stringify(KEYS) };
beforeAll(async () => {
  server = createServer((_, response) => response.writeHead(answer.status).end(answer.body));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  signIn = against(server);
});
afterAll(() => void server.close());

function against(keys: Server, options = { issuer: ISSUER, audience: 'portal' }): SignIn {
  return jwtSignIn({ jwksUrl: new URL(`http://127.0.0.1:${(keys.address() as AddressInfo).port}/certs`), ...options });
}

/** A token as it should be, but for what a test changes. */
function token(
  change: { sub?: string; iss?: string; aud?: string; exp?: string; nbf?: string; alg?: string; kid?: string } = {},
): SignJWT {
  const { sub = USER, iss = ISSUER, aud = 'portal', exp = '5m', nbf = '0s', alg = 'RS256', kid = 'rsa' } = change;
  return new SignJWT({})
    .setProtectedHeader({ alg, kid })
    .setSubject(sub)
    .setIssuer(iss)
    .setAudience(aud)
    .setNotBefore(nbf)
    .setExpirationTime(exp);
}

const signed = (change: Parameters<typeof token>[0] = {}) => token(change).sign(rsa.privateKey);

describe('a token', () => {
  test('names the user until it expires', async () => {
    const { userId, expiresAtMs } = await signIn(await signed());
    expect(userId).toBe(USER);
    expect(Math.abs(expiresAtMs - Date.now() - 300_000)).toBeLessThan(10_000);
  });

  test('may be signed on an elliptic curve', async () => {
    const other = token({ alg: 'ES256', kid: 'ec' });
    expect(await signIn(await other.sign(ec.privateKey))).toMatchObject({ userId: USER });
  });

  test("of Sunbird's Keycloak names the user behind the store's id", async () => {
    const sub = `f:5a8a3f2b-3409-42e0-9001-f913bc0fde31:${USER}`;
    expect(await signIn(await signed({ sub }))).toMatchObject({ userId: USER });
  });

  test('may be a moment old, as clocks differ', async () => {
    expect(await signIn(await signed({ exp: '-2s' }))).toMatchObject({ userId: USER });
  });

  test.each([
    ['that has expired', () => signed({ exp: '-1m' })],
    ['that is not valid yet', () => signed({ nbf: '1m' })],
    ['of another issuer', () => signed({ iss: 'http://127.0.0.1/realms/other' })],
    ['for another audience', () => signed({ aud: 'account' })],
    ['whose subject is no user id', () => signed({ sub: 'a/b' })],
    ['whose subject has a store and no user', () => signed({ sub: 'f:5a8a3f2b-3409-42e0-9001-f913bc0fde31:' })],
    ['whose subject is a number', () => withClaims({ ...CLAIMS, sub: 7, exp: 4_102_444_800 })],
    ['without an expiry', () => withClaims(CLAIMS)],
    ['signed by a stranger under a known name', () => token().sign(stranger.privateKey)],
    ['of a key that is not published', () => token({ alg: 'RS256', kid: 'new' }).sign(rsa.privateKey)],
    ['with no signature (alg none)', async () => unsigned()],
    ['whose signature was made with the public key (HS256)', () => keyAsSecret()],
    [
      'signed by another algorithm of the same key (RS512)',
      async () => token({ alg: 'RS512' }).sign(await importJWK(await exportJWK(rsa.privateKey), 'RS512')),
    ],
    ['that is none', async () => 'a.b.c'],
    ['whose payload was changed', async () => changed(await signed())],
  ])('%s signs nobody in', async (_, make) => {
    await expect(signIn(await make())).rejects.toEqual(UNAUTHENTICATED);
  });
});

function unsigned(): string {
  return new UnsecuredJWT({}).setSubject(USER).setIssuer(ISSUER).setAudience('portal').setExpirationTime('5m').encode();
}

const CLAIMS = { sub: USER, iss: ISSUER, aud: 'portal' };

function withClaims(claims: Record<string, unknown>): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'rsa' }).sign(rsa.privateKey);
}

async function keyAsSecret(): Promise<string> {
  const secret = new TextEncoder().encode(await exportSPKI(rsa.publicKey));
  return token({ alg: 'HS256', kid: 'rsa' }).sign(secret);
}

function changed(jwt: string): string {
  const [head, payload = '', signature] = jwt.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
  const other = Buffer.from(JSON.stringify({ ...claims, sub: 'somebody-else' })).toString('base64url');
  return [head, other, signature].join('.');
}

describe('keys that cannot be read', () => {
  test.each([
    ['as the server has an error', { status: 500, body: '' }],
    ['as the answer is no JSON', { status: 200, body: '<html>' }],
    ['as the answer is no set of keys', { status: 200, body: '{}' }],
  ])('%s are not the fault of the one who signs in', async (_, broken) => {
    const good = answer;
    answer = broken;
    try {
      await expect(against(server)(await signed())).rejects.toEqual(UNREACHABLE);
    } finally {
      answer = good;
    }
  });

  test('as nobody listens are not either', async () => {
    const nowhere = jwtSignIn({ jwksUrl: new URL('http://127.0.0.1:1/certs'), issuer: ISSUER, audience: 'portal' });
    await expect(nowhere(await signed())).rejects.toEqual(UNREACHABLE);
  });
});

test("the stack's own issuer gives a token for any user, and goes on with one to pages of this machine alone", async () => {
  const issuer = await tokenIssuer('http://127.0.0.1');
  await new Promise<void>((resolve) => issuer.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = issuer.address() as AddressInfo;
    const jwt = await (await fetch(`http://127.0.0.1:${port}/token?user=${USER}`)).text();
    const check = against(issuer, { issuer: 'http://127.0.0.1', audience: AUDIENCE });
    expect(await check(jwt)).toMatchObject({ userId: USER });
    expect((await fetch(`http://127.0.0.1:${port}/token?user=a/b`)).status).toBe(404);
    const open = (at: string) =>
      fetch(`http://127.0.0.1:${port}/open?${new URLSearchParams({ user: USER, at }).toString()}`, {
        redirect: 'manual',
      });
    const onward = (await open('http://127.0.0.1:3000/?batchId=b')).headers.get('location') ?? '';
    expect(onward).toMatch(/^http:\/\/127\.0\.0\.1:3000\/\?batchId=b#token=/);
    expect(await check(onward.split('#token=')[1] ?? '')).toMatchObject({ userId: USER });
    expect((await open('http://elsewhere.example.org/')).status).toBe(404);
  } finally {
    issuer.close();
  }
});
