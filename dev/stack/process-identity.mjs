// Plain JavaScript, because dev/run.mjs needs it before tsx is installed.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * What sets a process apart from a later one that got the same pid: its start time.
 *
 * @param {number} pid
 * @returns {string | undefined} undefined when no such process runs
 */
export function startOf(pid) {
  if (process.platform !== 'linux') return ps(pid, 'lstart=');
  const stat = read(`/proc/${pid}/stat`);
  // The second field is the program's name in brackets and may hold blanks, so count from the last bracket on.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields === undefined || fields[0] === 'Z' ? undefined : fields[19];
}

/**
 * @param {number} pid
 * @returns {string | undefined} the arguments parted by blanks; undefined when no such process runs
 */
export function commandLineOf(pid) {
  if (process.platform !== 'linux') return ps(pid, 'command=');
  return read(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ').trim() || undefined;
}

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/**
 * @param {number} pid
 * @param {string} column
 */
function ps(pid, column) {
  try {
    const options = {
      encoding: /** @type {const} */ ('utf8'),
      stdio: /** @type {const} */ (['ignore', 'pipe', 'ignore']),
    };
    return execFileSync('ps', ['-ww', '-o', column, '-p', String(pid)], options).trim() || undefined;
  } catch {
    return undefined;
  }
}
