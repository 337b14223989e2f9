import { createHmac, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { portalServer } from '../../portal/server.ts';
import { jwtSignIn } from '../../portal/sign-in.ts';
import { hostileText } from '../support/hostile-text.ts';
import { MENTOR, PortalFakes, reportIdOf } from './portal-fakes.ts';

const TOKENS = 10_000;

const ISSUER = 'http://127.0.0.1/realms/test';
const AUDIENCE = 'portal';
const ours = generateKeyPairSync('rsa', { modulusLength: 2048 });
const theirs = generateKeyPairSync('rsa', { modulusLength: 2048 });
const KEYS = JSON.stringify({ keys: [{ ...ours.publicKey.export({ format: 'jwk' }), kid: 'rsa', use: 'sig' }] });

const soonS = Math.floor(Date.now() / 1_000) + 3_600;
const HEAD = { alg: 'RS256', kid: 'rsa', typ: 'JWT' };
const CLAIMS = { sub: MENTOR, iss: ISSUER, aud: AUDIENCE, exp: soonS };

const text = (part: unknown) => Buffer.from(JSON.stringify(part) ?? '').toString('base64url');
const odd = fc.oneof(hostileText, fc.jsonValue(), fc.constant(undefined));
const changed = (base: object, names: readonly string[]) =>
  fc.dictionary(fc.constantFrom(...names), odd, { maxKeys: 2 }).map((change) => ({ ...base, ...change }));

const head = fc.oneof(
  fc.constant(HEAD),
  changed(HEAD, ['alg', 'kid', 'typ', 'crit', 'b64', 'jwk', 'jku', 'x5u', 'x5c', 'zip', 'enc', 'cty']),
  fc.constantFrom('none', 'HS256', 'RS512', 'PS256', 'ES256', 'EdDSA', 'rs256').map((alg) => ({ ...HEAD, alg })),
  odd,
);
const claims = fc.oneof(
  fc.constant(CLAIMS),
  changed(CLAIMS, ['sub', 'iss', 'aud', 'exp', 'nbf', 'iat', 'jti']),
  fc.constantFrom('', 'f::', 'f:store:', `f:store:${MENTOR}`, 'a/b', 'x'.repeat(65)).map((sub) => ({ ...CLAIMS, sub })),
  odd,
);

const signatures: Readonly<Record<string, (input: string) => Buffer>> = {
  ours: signedBy(ours.privateKey),
  theirs: signedBy(theirs.privateKey),
  none: () => Buffer.alloc(0),
  publicKeyAsSecret: (input) =>
    createHmac('sha256', ours.publicKey.export({ format: 'pem', type: 'spki' }))
      .update(input)
      .digest(),
};

function signedBy(key: KeyObject): (input: string) => Buffer {
  return (input) => sign('sha256', Buffer.from(input), key);
}

const whole = fc.tuple(head, claims, fc.constantFrom(...Object.keys(signatures))).map(([first, second, by]) => {
  const input = `${text(first)}.${text(second)}`;
  const isGood = by === 'ours' && first === HEAD && second === CLAIMS;
  return { token: `${input}.${signatures[by]?.(input).toString('base64url')}`, isOurs: by === 'ours', isGood };
});
const broken = fc
  .tuple(whole, fc.nat(), fc.oneof(fc.constant(''), hostileText))
  .map(([{ token, isOurs }, at, inserted]) => {
    // What the signature covers: of its own last letter some bits mean nothing.
    const place = at % token.lastIndexOf('.');
    const other = token.slice(0, place) + inserted + token.slice(place + 1);
    return { token: other, isOurs: isOurs && other === token, isGood: false };
  });
const none = hostileText.map((token) => ({ token, isOurs: false, isGood: false }));
const tokens = fc.oneof(
  { weight: 5, arbitrary: whole },
  { weight: 3, arbitrary: broken },
  { weight: 1, arbitrary: none },
);

test('no token but one of the issuer signs anybody in, none breaks the portal, none makes it fetch keys again and again', async () => {
  let fetches = 0;
  const issuer = createServer((_, response) => {
    fetches += 1;
    response.end(KEYS);
  });
  await new Promise<void>((resolve) => issuer.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void issuer.close());
  const jwksUrl = new URL(`http://127.0.0.1:${(issuer.address() as AddressInfo).port}/certs`);
  const fakes = new PortalFakes();
  const id = reportIdOf(MENTOR);
  fakes.addKept(id, 'External ID,User ID\r\n');
  await using app = await portalServer({
    ...fakes.deps,
    signIn: jwtSignIn({ jwksUrl, issuer: ISSUER, audience: AUDIENCE }),
  });

  let signedIn = 0;
  await fc.assert(
    fc.asyncProperty(tokens, async ({ token, isOurs, isGood }) => {
      const headers = { authorization: `Bearer ${token}` };
      const { statusCode, body } = await app.inject({ url: `/v1/reports/${id}`, headers });
      const isRefused = statusCode === 401;
      if (isRefused) expect(JSON.parse(body)).toMatchObject({ code: 'Unauthenticated' });
      // The other users that the issuer may name mentor nothing; a user who is known asks often here.
      else expect([200, 404, 429]).toContain(statusCode);
      if (!isOurs) expect(isRefused).toBe(true);
      if (isGood) expect(isRefused).toBe(false);
      signedIn += Number(!isRefused);
    }),
    { numRuns: TOKENS },
  );
  expect(signedIn).toBeGreaterThan(100);
  expect(fetches).toBeLessThanOrEqual(3);
});
