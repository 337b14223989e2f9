import { ApplicationFailure } from '@temporalio/common';
import type { ReportActivities } from '../../activities/api.ts';
import type { Dependencies } from '../../activities/dependencies.ts';
import { gate } from '../support/workflow-troubles.ts';

// Places at which the reading of a batch stands still until a test lets it go on.

export type Steps = (stand: () => Promise<void>) => (real: ReportActivities) => ReportActivities;

export const PAGE = 10;

/** Pages of ten learners, where the product's have 5,000. */
export const smallPages = (real: Dependencies): Dependencies => ({
  ...real,
  source: {
    ...real.source,
    stepOver: async (key, after, count) => {
      const step = await real.source.stepOver(key, after, PAGE);
      return { ...step, passed: step.passed < PAGE ? step.passed : count };
    },
  },
});

/** All is listed, four pages are written, and four others are about to be read. */
export const betweenPages: Steps = (stand) => {
  const listed = gate();
  const fourBegun = gate();
  return (real) => ({
    ...real,
    listPages: async (input) => {
      const result = await real.listPages(input);
      if (result.next === null) listed.open();
      return result;
    },
    writePage: async (input) => {
      if (input.no === 7) fourBegun.open();
      if (input.no >= 4) await Promise.all([listed.pass(), fourBegun.pass()]).then(stand);
      return real.writePage(input);
    },
  });
};

/** One of three lists is there. */
export const betweenLists: Steps = (stand) => (real) => ({
  ...real,
  listPages: async (input) => {
    if (input.after !== null) await stand();
    return real.listPages(input);
  },
});

/** A page is written, which nobody has heard of: it is read again. */
export const betweenAttempts: Steps = (stand) => {
  let attempts = 0;
  return (real) => ({
    ...real,
    writePage: async (input) => {
      const result = await real.writePage(input);
      if (input.no !== 4 || (attempts += 1) > 1) return result;
      await stand();
      throw ApplicationFailure.create({ message: 'the answer is lost', nextRetryDelay: 1 });
    },
  });
};

/** All is listed, and nothing is read. */
export const beforeReading: Steps = (stand) => (real) => ({
  ...real,
  writePage: (input) => stand().then(() => real.writePage(input)),
});
