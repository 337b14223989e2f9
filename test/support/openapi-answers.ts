import { Ajv2020 } from 'ajv/dist/2020.js';
import { httpStatus } from '../../portal/http-status.ts';
import { isReportErrorCode } from '../../report/errors.ts';
import type { OpenApiDocument, Operation } from './openapi-operations.ts';

export interface FuzzAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** What is wrong with an answer by the document and by the catalogue; nothing is good. */
export type Judge = (operation: Operation, answer: FuzzAnswer) => string[];

export function judgeBy(document: OpenApiDocument): Judge {
  const ajv = new Ajv2020({ strict: false, allErrors: true, formats: FORMATS });
  ajv.addSchema(document, 'openapi');
  return (operation, answer) => {
    const { status, headers, body } = answer;
    const response = operation.responses[status];
    if (response === undefined) return [`status ${status} is not documented`];
    const type = String(headers['content-type']).split(';')[0] ?? '';
    const faults = headerFaults(answer);
    if (response.content?.[type] === undefined) return [...faults, `type ${type} is not documented`];
    if (type !== 'application/json') return faults;
    const steps = ['paths', operation.path, operation.method.toLowerCase(), 'responses', `${status}`, 'content', type];
    const validate = ajv.getSchema(`openapi#/${[...steps, 'schema'].map(pointed).join('/')}`);
    const form = JSON.parse(body) as { code?: unknown };
    if (validate?.(form) !== true) faults.push(`body: ${ajv.errorsText(validate?.errors)}`);
    if ('code' in form && !(isReportErrorCode(form.code) && httpStatus(form.code) === status)) {
      faults.push(`code ${String(form.code)} does not go with ${status}`);
    }
    return faults;
  };
}

const FORMATS = {
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/,
  date: /^\d{4}-\d\d-\d\d$/,
};

function pointed(step: string): string {
  return encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'));
}

function headerFaults({ status, headers }: FuzzAnswer): string[] {
  const faults: string[] = [];
  if (headers['x-content-type-options'] !== 'nosniff') faults.push('no nosniff');
  const isLater = status === 429 || status === 503;
  if (isLater && !(Number(headers['retry-after']) > 0)) faults.push('no Retry-After');
  if (status >= 500 && status !== 503) faults.push('a fault of ours');
  return faults;
}
