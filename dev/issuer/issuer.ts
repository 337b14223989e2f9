import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT } from 'jose';

export const AUDIENCE = 'course-progress-report';
/** The part of Keycloak's subject that names the user store. */
const USER_STORE = '00000000-0000-4000-8000-000000000001';
const ALGORITHM = 'RS256';

/**
 * A sign-in server for throwaway data: whoever asks is any user she likes. Its keys are new at each start.
 *
 * GET /certs: the public keys. GET /token?user=ID: a token in the form of Sunbird's Keycloak, good for an hour.
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
    if (pathname === '/certs') response.setHeader('content-type', 'application/json').end(certs);
    else if (pathname === '/token' && /^[A-Za-z0-9_-]{1,64}$/.test(userId)) {
      void tokenFor(userId).then((token) => response.setHeader('content-type', 'text/plain').end(token));
    } else response.writeHead(404).end('GET /certs, or GET /token?user=ID\n');
  });
}
