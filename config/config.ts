import { ReportError } from '../report/errors.ts';
import { type Values, type Variable, VARIABLES, type VariableName } from './variables.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the environment once, whole.
 *
 * @param needed variables that must be set for what is about to run
 * @param readFile for NAME_FILE of secrets
 * @returns every value, frozen; `null` = unset and without default
 * @throws ReportError ConfigInvalid, which names every fault at once
 */
export function readConfig(
  env: Environment,
  needed: readonly VariableName[],
  readFile: (path: string) => string,
): Values {
  const faults = unknownNames(env);
  const values: Record<string, unknown> = {};
  for (const [name, variable] of Object.entries<Variable<unknown>>(VARIABLES)) {
    const text = textOf(env, name, variable, readFile, faults) ?? variable.default;
    values[name] = null;
    if (text === null) {
      if (needed.includes(name as VariableName)) faults.push(`${name} must be set. ${variable.why}`);
      continue;
    }
    const result = variable.format.safeParse(text);
    if (result.success) values[name] = result.data;
    else
      faults.push(`${name}${variable.isSecret ? '' : ` = ${text}`}: ${result.error.issues[0]?.message ?? 'not valid'}`);
  }
  if (faults.length > 0)
    throw new ReportError('ConfigInvalid', { faults: faults.map((fault) => `  ${fault}`).join('\n') });
  return Object.freeze(values) as Values;
}

/** An empty variable counts as unset: compose files and shells make such ones. */
function textOf(
  env: Environment,
  name: string,
  { isSecret }: Variable<unknown>,
  readFile: (path: string) => string,
  faults: string[],
): string | null {
  const direct = env[name];
  const file = isSecret ? env[`${name}_FILE`] : undefined;
  if (direct && file) faults.push(`${name} and ${name}_FILE are both set; keep one.`);
  if (direct) return direct;
  if (!file) return null;
  try {
    return readFile(file).trimEnd();
  } catch {
    faults.push(`${name}_FILE: the file cannot be read.`);
    return null;
  }
}

/** A misspelt setting of ours must not be passed over in silence. */
function unknownNames(env: Environment): string[] {
  const variables: Readonly<Record<string, Variable<unknown>>> = VARIABLES;
  return Object.keys(env)
    .filter((name) => name.startsWith('REPORT_') && env[name] !== '')
    .filter((name) => !(name in variables) && variables[name.replace(/_FILE$/, '')]?.isSecret !== true)
    .map((name) => `${name} is not a known variable (docs/config.md).`);
}

/** For logs: secrets as ***. */
export function printable(env: Environment): Record<string, string> {
  const shown = Object.entries<Variable<unknown>>(VARIABLES).map(([name, variable]): [string, string] => {
    const isSet = Boolean(env[name] || (variable.isSecret && env[`${name}_FILE`]));
    return [name, variable.isSecret && isSet ? '***' : (env[name] ?? variable.default ?? '(unset)')];
  });
  return Object.fromEntries(shown);
}
