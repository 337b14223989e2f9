import rateLimit, { type CreateRateLimitOptions } from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ReportError } from '../report/errors.ts';

/** Within a minute, counted by each portal process on its own. A page that asks every second stays below the first. */
export const PER_MINUTE = { anything: 600, reports: 120, reportsOfTenant: 300 } as const;

const MINUTE_MS = 60_000;

function tooMany(whom: string, ttlMs: number): ReportError {
  return new ReportError('TooManyRequests', { whom }, ttlMs);
}

/** Counts by user, so it runs behind the sign-in, which is an onRequest hook. */
export async function limitUsers(app: FastifyInstance): Promise<void> {
  await app.register(rateLimit, {
    hook: 'preParsing',
    max: PER_MINUTE.anything,
    timeWindow: MINUTE_MS,
    keyGenerator: ({ caller }) => caller.userId,
    errorResponseBuilder: (_, { ttl }) => tooMany('one user', ttl),
  });
}

/** For the routes that make work: a lower limit, of its own. */
export const MAKES_WORK = { rateLimit: { max: PER_MINUTE.reports, timeWindow: MINUTE_MS } };

/** @throws ReportError TooManyRequests, when one user asks for reports too often */
export type LimitUser = (request: FastifyRequest) => Promise<void>;

/** As MAKES_WORK, for a route that must read what was asked before it says no. */
export function userLimit(app: FastifyInstance): LimitUser {
  return limit(app, 'one user', { max: PER_MINUTE.reports });
}

/** @throws ReportError TooManyRequests, when the users of one organisation together ask too often */
export type LimitTenant = (request: FastifyRequest, tenantId: string | null) => Promise<void>;

export function tenantLimit(app: FastifyInstance): LimitTenant {
  const tenants = new WeakMap<FastifyRequest, string>();
  const keyGenerator = (request: FastifyRequest) => tenants.get(request) ?? '';
  const limitTenant = limit(app, 'one organisation', { max: PER_MINUTE.reportsOfTenant, keyGenerator });
  return async (request, tenantId) => {
    if (tenantId === null) return;
    tenants.set(request, tenantId);
    await limitTenant(request);
  };
}

function limit(app: FastifyInstance, whom: string, options: CreateRateLimitOptions): LimitUser {
  const take = app.createRateLimit({ ...options, timeWindow: MINUTE_MS });
  return async (request) => {
    const taken = await take(request);
    if (!taken.isAllowed && taken.isExceeded) throw tooMany(whom, taken.ttl);
  };
}
