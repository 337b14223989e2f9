import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where built servers are kept for all clones of this project: the user's own cache folder. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  return join(env['XDG_CACHE_HOME'] || defaultCacheFolder(), 'course-progress-report');
}

function defaultCacheFolder(): string {
  return process.platform === 'darwin' ? join(homedir(), 'Library', 'Caches') : join(homedir(), '.cache');
}
