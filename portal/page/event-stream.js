// @ts-check
/**
 * @typedef {object} StreamEvent
 * @property {string} name
 * @property {string | null} id
 * @property {string} data  '' for a comment or a hint without data
 * @property {number | null} retryMs  the server's wish for the pause before the next connection
 */

/**
 * Server-sent events read from a fetch: EventSource cannot send the Authorization header.
 *
 * @param {ReadableStream<Uint8Array>} body
 * @returns {AsyncGenerator<StreamEvent, void>}
 */
export async function* eventsOf(body) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const blocks = (rest + decoder.decode(value, { stream: true })).split(/\r?\n\r?\n/);
      rest = blocks.pop() ?? '';
      yield* blocks.map(eventOf);
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

/**
 * @param {string} block
 * @returns {StreamEvent}
 */
function eventOf(block) {
  const lines = block.split(/\r?\n/);
  const values = (/** @type {string} */ field) =>
    lines.filter((line) => line.startsWith(`${field}:`)).map((line) => line.slice(field.length + 1).trimStart());
  const retryMs = Number(values('retry')[0] ?? Number.NaN);
  return {
    name: values('event')[0] ?? 'message',
    id: values('id').at(-1) ?? null,
    data: values('data').join('\n'),
    retryMs: Number.isNaN(retryMs) ? null : retryMs,
  };
}
