import fc from 'fast-check';
import { hostileText } from './hostile-text.ts';
import type { AskSchema, Operation, Parameter } from './openapi-operations.ts';

/** Somebody who is signed in, and what she knows: values by the names under which the document asks for them. */
export interface Asker {
  readonly token: string;
  readonly known: Readonly<Record<string, readonly string[]>>;
}

export interface FuzzRequest {
  readonly operation: Operation;
  /** With the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

type Mood = 'as documented' | 'anyhow';
type Known = Asker['known'];

/** Requests for the operations, by one of the askers: every other one as the document says, the rest nearly so or hostile. */
export function requestsFor(operations: readonly Operation[], askers: readonly Asker[]): fc.Arbitrary<FuzzRequest> {
  return fc
    .tuple(
      fc.constantFrom(...operations),
      fc.constantFrom(...askers),
      fc.constantFrom<Mood[]>('as documented', 'anyhow'),
    )
    .chain(([operation, asker, mood]) => requestFor(operation, asker, mood));
}

function requestFor(operation: Operation, { token, known }: Asker, mood: Mood): fc.Arbitrary<FuzzRequest> {
  const values = (place: Parameter['in']) => valuesOf(operation, place, known, mood);
  return fc
    .record({
      path: values('path'),
      query: values('query'),
      headers: values('header'),
      body: bodyOf(operation, known, mood),
      authorization: oddly(mood, fc.constant(`Bearer ${token}`), 20),
    })
    .map(({ path, query, headers, body, authorization }) => ({
      operation,
      path: addressOf(operation.path, path, query),
      headers: {
        ...Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, asLatin1(text)])),
        authorization: asLatin1(authorization),
        ...(body === null ? {} : { 'content-type': 'application/json' }),
      },
      body,
    }));
}

/** `usual`, and in the other mood something hostile once in `in1` times. */
function oddly<T>(mood: Mood, usual: fc.Arbitrary<T>, in1: number): fc.Arbitrary<T | string> {
  if (mood === 'as documented') return usual;
  return fc.oneof({ weight: in1 - 1, arbitrary: usual }, { weight: 1, arbitrary: hostileText });
}

function valuesOf({ parameters = [] }: Operation, place: Parameter['in'], known: Known, mood: Mood) {
  const here = parameters.filter((parameter) => parameter.in === place);
  const model = Object.fromEntries(
    here.map(({ name, schema }) => [name, oddly(mood, documented(name, schema, known), 3)] as const),
  );
  // A path without one of its parts is another path.
  const isWhole = mood === 'as documented' || place === 'path';
  const requiredKeys = here.filter(({ required }) => isWhole && required === true).map(({ name }) => name);
  return fc.record(model, { requiredKeys });
}

function documented(name: string, schema: AskSchema, known: Known): fc.Arbitrary<string> {
  const values = known[name];
  if (values !== undefined) {
    return fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...values) }, { weight: 1, arbitrary: made(schema) });
  }
  return made(schema);
}

function made({ enum: words, pattern, type, minimum = 0, maximum = 100, maxLength = 100 }: AskSchema) {
  if (words !== undefined) return fc.constantFrom(...words);
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern));
  if (type === 'integer') return fc.integer({ min: minimum, max: maximum }).map(String);
  return fc.string({ maxLength });
}

function bodyOf({ requestBody }: Operation, known: Known, mood: Mood): fc.Arbitrary<string | null> {
  const schema = requestBody?.content['application/json']?.schema;
  if (schema === undefined) return mood === 'anyhow' ? fc.option(hostileText, { freq: 1 }) : fc.constant(null);
  const { properties = {}, required = [] } = schema;
  const model = Object.fromEntries(
    Object.entries(properties).map(([name, each]) => [name, oddly(mood, documented(name, each, known), 4)] as const),
  );
  if (mood === 'as documented')
    return fc.record(model, { requiredKeys: [...required] }).map((one) => JSON.stringify(one));
  const odd = fc.record({ ...model, other: fc.jsonValue(), batchId: fc.jsonValue() }, { requiredKeys: [] });
  const nearly = fc.record(model, { requiredKeys: [] });
  return fc.oneof(
    nearly.map((one) => JSON.stringify(one)),
    odd.map((one) => JSON.stringify(one)),
    hostileText,
  );
}

function addressOf(template: string, path: Readonly<Record<string, string>>, query: Readonly<Record<string, string>>) {
  const filled = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name] || '-'));
  const pairs = Object.entries(query).map(([name, text]) => `${name}=${encodeURIComponent(text)}`);
  return pairs.length === 0 ? filled : `${filled}?${pairs.join('&')}`;
}

/** What may stand in a header without ending it. */
function asLatin1(text: string): string {
  return text.replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, '');
}
