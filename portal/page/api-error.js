// @ts-check
/** No answer at all, or one that says: not now. */
const PASSING = [0, 429, 502, 503, 504];

/** What the portal answered instead of what was asked for. `status` 0 = it could not be reached. */
export class ApiError extends Error {
  /**
   * @param {number} status
   * @param {string} code  of the catalogue (docs/errors.md), '' when the answer had none
   * @param {number} retryAfterMs
   */
  constructor(status, code, retryAfterMs = 0) {
    super(`${status} ${code}`);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }

  /** Whether the same call may succeed a little later. */
  get isPassing() {
    return PASSING.includes(this.status);
  }
}

/**
 * @param {Response} response
 * @returns {Promise<ApiError>}
 */
export async function apiErrorOf(response) {
  const retryAfterMs = 1000 * Number(response.headers.get('retry-after') ?? 0);
  return new ApiError(response.status, await codeIn(response), Number.isNaN(retryAfterMs) ? 0 : retryAfterMs);
}

/** @param {Response} response */
async function codeIn(response) {
  try {
    const body = await response.json();
    return typeof body.code === 'string' ? body.code : '';
  } catch {
    return ''; // A gateway in between answers in HTML.
  }
}
