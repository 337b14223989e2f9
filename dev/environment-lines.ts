/** Unquoted NAME=value lines; no value of the stack holds a blank, so `env $(cat FILE) command` takes them. */
export function environmentLines(env: Readonly<Record<string, string>>): string {
  return Object.entries(env)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}
