import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT } from 'jose';

export const AUDIENCE = 'course-progress-report';
/** A token goes no further than this machine. */
const HERE = /^http:\/\/127\.0\.0\.1:\d+\//;
/** The part of Keycloak's subject that names the user store. */
const USER_STORE = '00000000-0000-4000-8000-000000000001';
const ALGORITHM = 'RS256';

/**
 * A sign-in server for throwaway data: whoever asks is any user she likes. Its keys are new at each start.
 *
 * GET /certs: the public keys. GET /token?user=ID: a token in the form of Sunbird's Keycloak, good for an hour.
 * GET /open?user=ID&at=URL: goes on to a page of this machine with such a token, as the hosting portal does.
 */
export async function tokenIssuer(issuer: string): Promise<Server> {
  const { publicKey, privateKey } = await generateKeyPair(ALGORITHM);
  const jwk = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(jwk);
  const certs = JSON.stringify({ keys: [{ ...jwk, kid, alg: ALGORITHM, use: 'sig' }] });
  const tokenFor = (userId: string) =>
    new SignJWT({ typ: 'Bearer', azp: AUDIENCE, jti: randomUUID() })
      .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT', kid })
      .setSubject(`f:${USER_STORE}:${userId}`)
      .setIssuer(issuer)
      .setAudience(AUDIENCE)
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(privateKey);

  return createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', issuer);
    const userId = searchParams.get('user') ?? '';
    const isUser = /^[A-Za-z0-9_-]{1,64}$/.test(userId);
    const at = searchParams.get('at') ?? '';
    if (pathname === '/certs') response.setHeader('content-type', 'application/json').end(certs);
    else if (pathname === '/token' && isUser) {
      void tokenFor(userId).then((token) => response.setHeader('content-type', 'text/plain').end(token));
    } else if (pathname === '/open' && isUser && HERE.test(at)) {
      void tokenFor(userId).then((token) => response.writeHead(302, { location: `${at}#token=${token}` }).end());
    } else response.writeHead(404).end('GET /certs, GET /token?user=ID, or GET /open?user=ID&at=URL\n');
  });
}
