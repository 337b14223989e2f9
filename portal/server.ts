import { randomUUID } from 'node:crypto';
import helmet from '@fastify/helmet';
import fastify, { LogController, type FastifyInstance, type FastifyServerOptions } from 'fastify';
import { validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { reportStatus } from '../archive/status.ts';
import { ReportError } from '../report/errors.ts';
import type { PortalApp } from './app.ts';
import type { PortalDependencies } from './dependencies.ts';
import { Followers } from './followers.ts';
import { limitUsers } from './limits.ts';
import { countRequests } from './metrics.ts';
import { describeApi } from './openapi.ts';
import { answerNoAddress, answerNoHttp } from './no-request.ts';
import { watchMethods } from './other-methods.ts';
import { servePage } from './page.ts';
import { answerError, BODY_LIMIT } from './problem.ts';
import { cancelReport } from './routes/cancel-report.ts';
import { showDownloadRatio } from './routes/download-ratio.ts';
import { fetchFile } from './routes/fetch-file.ts';
import { followReport } from './routes/follow-report.ts';
import { health } from './routes/health.ts';
import { listBatchReports } from './routes/list-reports.ts';
import { requestReport } from './routes/request-report.ts';
import { resendReport } from './routes/resend-report.ts';
import { showBatch } from './routes/show-batch.ts';
import { showReport } from './routes/show-report.ts';

export interface PortalPace {
  readonly followMs: number;
  /** Below the 30 s after which some proxies take a silent connection for dead. */
  readonly heartbeatMs: number;
}

const PACE: PortalPace = { followMs: 1_000, heartbeatMs: 15_000 };

/** No address is longer (Node's limit for all headers), so that a long id is answered by its route, as any other wrong one. */
const LONGEST_PARAM = 16 * 1024;

/** The portal over HTTP, not listening yet. */
export async function portalServer(
  deps: PortalDependencies,
  logger: FastifyServerOptions['logger'] = false,
  pace = PACE,
): Promise<FastifyInstance> {
  const app = fastify({
    logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    routerOptions: { maxParamLength: LONGEST_PARAM },
    genReqId: ({ headers }) => clickIdIn(headers['x-request-id']) ?? randomUUID(),
    exposeHeadRoutes: false,
    clientErrorHandler: answerNoHttp,
    frameworkErrors: answerNoAddress,
    // For a whole request to arrive; answers, and streams of events above all, may last longer.
    requestTimeout: 10_000,
  });
  // HTTP lets a server ignore what it cannot expect; Node by itself answers it with a bare 417.
  app.server.on('checkExpectation', (request, response) => app.server.emit('request', request, response));
  app.setValidatorCompiler(validatorCompiler);
  // Answers are the very objects that the library and the command line give: nothing is left out or filled in here.
  app.setSerializerCompiler(() => (answer) => JSON.stringify(answer));
  app.setErrorHandler(answerError);
  app.setNotFoundHandler(() => {
    throw new ReportError('PathNotFound');
  });
  const followers = new Followers((id) => reportStatus(deps.ledger, deps.reports, id), pace.followMs);
  app.addHook('preClose', async () => followers.close());
  app.addHook('onResponse', async ({ log, method, routeOptions }, { statusCode, elapsedTime }) => {
    log.info({ method, route: routeOptions.url, status: statusCode, ms: Math.round(elapsedTime) });
  });
  await app.register(helmet, HEADERS);
  const answerOtherMethods = watchMethods(app);
  await describeApi(app);
  countRequests(app, () => followers.open);
  const open = app.withTypeProvider<ZodTypeProvider>();
  health(open, deps);
  await app.register(async (scope) => {
    await forSignedIn(scope, deps);
    reportRoutes(scope.withTypeProvider<ZodTypeProvider>(), deps, followers, pace.heartbeatMs);
  });
  answerOtherMethods();
  await servePage(app);
  return app;
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** A page that tries a click again, as after a 503, sends the same id with it: it is one click. */
function clickIdIn(header: string | string[] | undefined): string | null {
  return typeof header === 'string' && UUID.test(header) ? header.toLowerCase() : null;
}

/** A route a line; those of the signed-in user. */
function reportRoutes(app: PortalApp, deps: PortalDependencies, followers: Followers, heartbeatMs: number): void {
  showBatch(app, deps);
  requestReport(app, deps);
  listBatchReports(app, deps);
  showReport(app, deps);
  followReport(app, deps, followers, heartbeatMs);
  fetchFile(app, deps);
  resendReport(app, deps);
  cancelReport(app, deps);
  showDownloadRatio(app, deps);
}

async function forSignedIn(app: FastifyInstance, { signIn }: PortalDependencies): Promise<void> {
  app.decorateRequest('caller');
  app.addHook('onRequest', async (request) => {
    const token = /^Bearer +([\w.-]+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined) throw new ReportError('Unauthenticated', { reason: 'no token' });
    request.caller = await signIn(token);
  });
  await limitUsers(app);
}

/** Nothing but our own files, no script or style inside the page, and no other site around it. */
const HEADERS = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
  referrerPolicy: { policy: 'no-referrer' as const },
};
