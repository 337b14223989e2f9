import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import { ReportError } from '../report/errors.ts';

/** Who asks, by a token that was checked. */
export interface Caller {
  readonly userId: string;
  /** Until when the token is good, epoch milliseconds. */
  readonly expiresAtMs: number;
}

/** @throws ReportError Unauthenticated, SignInUnreachable */
export type SignIn = (token: string) => Promise<Caller>;

export interface SignInOptions {
  readonly jwksUrl: URL;
  readonly issuer: string;
  readonly audience: string;
}

/** Public keys only: with HS256 in the list, the public key itself would be a secret that signs. */
const ALGORITHMS = ['RS256', 'ES256'];
const CLOCK_TOLERANCE_S = 5;
const JWKS_WITHIN_MS = 5_000;

/** Sunbird's Keycloak writes `f:<id of the user store>:<user id>`; others the bare id. */
const SUBJECT = /^(?:f:[0-9A-Za-z-]{1,64}:)?([A-Za-z0-9_-]{1,64})$/;

/** Checks a Keycloak-style JWT: signature by the published keys, issuer, audience, expiry. Keys are kept for ten minutes. */
export function jwtSignIn({ jwksUrl, issuer, audience }: SignInOptions): SignIn {
  const keys = createRemoteJWKSet(jwksUrl, { timeoutDuration: JWKS_WITHIN_MS });
  const options = {
    issuer,
    audience,
    algorithms: ALGORITHMS,
    clockTolerance: CLOCK_TOLERANCE_S,
    requiredClaims: ['sub', 'exp'],
  };
  return async (token) => {
    const { payload } = await jwtVerify(token, keys, options).catch((error: unknown) => {
      const reason = error instanceof errors.JOSEError ? error.code : 'no answer';
      throw new ReportError(isOfTheKeys(error) ? 'SignInUnreachable' : 'Unauthenticated', { reason });
    });
    // The library wants a subject, of whatever type.
    const userId = typeof payload.sub === 'string' ? SUBJECT.exec(payload.sub)?.[1] : undefined;
    if (userId === undefined) throw new ReportError('Unauthenticated', { reason: 'sub is no user id' });
    return { userId, expiresAtMs: (payload.exp ?? 0) * 1_000 };
  };
}

/** The keys could not be had, or are none: what jose throws of its own about a token has a class of its own each. */
function isOfTheKeys(error: unknown): boolean {
  if (!(error instanceof errors.JOSEError)) return true;
  return [errors.JWKSTimeout.code, errors.JWKSInvalid.code, errors.JOSEError.code].includes(error.code);
}
