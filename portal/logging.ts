/** One JSON line an event on stderr. Of an error its class and where it was: a library's message may quote data. */
export const LOGGING = {
  name: 'course-report-portal',
  stream: process.stderr,
  serializers: {
    err: (error: Error) => ({
      type: error.name,
      message: '',
      stack: (error.stack ?? '')
        .split('\n')
        .filter((line) => /^\s+at /.test(line))
        .join('\n'),
    }),
  },
};
