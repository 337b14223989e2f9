/** The environment for a server that we start, without the variables by which the user's own set-up would change it. */
export function serverEnvironment(without: RegExp, env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !without.test(name)));
}
