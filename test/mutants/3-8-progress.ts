import { inFile } from './mutant.ts';

export const PROGRESS = [
  ...inFile('3.8', 'report/progress.ts', [
    { breaks: '1: completedon does not make it 100', from: 'if (enrolment.completedOn !== null) return 100;', to: '' },
    {
      breaks: '1: completedon comes after contentstatus',
      from: 'if (enrolment.completedOn !== null) return 100;',
      to: 'if (enrolment.completedOn !== null && enrolment.contentStatus === null) return 100;',
    },
    {
      breaks: '2: contentstatus does not count',
      from: 'if (leafCount !== null && hasEntries(enrolment.contentStatus))\n    return share(doneIn(enrolment.contentStatus), leafCount);',
      to: '',
    },
    {
      breaks: '2: contentstatus without entries counts',
      from: 'leafCount !== null && hasEntries(enrolment.contentStatus)',
      to: 'leafCount !== null && enrolment.contentStatus !== null',
    },
    {
      breaks: '2: contentstatus counts also where the leaf count is unknown',
      from: 'leafCount !== null && hasEntries(enrolment.contentStatus))\n    return share(doneIn(enrolment.contentStatus), leafCount)',
      to: 'hasEntries(enrolment.contentStatus))\n    return share(doneIn(enrolment.contentStatus), leafCount ?? 1)',
    },
    {
      breaks: '2: entries with value 1 count too',
      from: 'status[content] === DONE',
      to: '(status[content] ?? 0) >= 1',
    },
    {
      breaks: '2: entries with a value above 2 count too',
      from: 'status[content] === DONE',
      to: '(status[content] ?? 0) >= DONE',
    },
    {
      breaks: '3: completionpercentage does not count',
      from: '  if (enrolment.completionPercentage !== null) return Math.min(100, Math.max(0, enrolment.completionPercentage));\n',
      to: '',
    },
    {
      breaks: '3: completionpercentage is above 100',
      from: 'Math.min(100, Math.max(0, enrolment.completionPercentage))',
      to: 'Math.max(0, enrolment.completionPercentage)',
    },
    {
      breaks: '3: completionpercentage is below 0',
      from: 'Math.min(100, Math.max(0, enrolment.completionPercentage))',
      to: 'Math.min(100, enrolment.completionPercentage)',
    },
    {
      breaks: '3: a completionpercentage of 0 does not count',
      from: 'enrolment.completionPercentage !== null',
      to: 'enrolment.completionPercentage',
    },
    {
      breaks: '3: completionpercentage is at most 99',
      from: 'Math.min(100, Math.max(0, enrolment.completionPercentage))',
      to: 'Math.min(99, Math.max(0, enrolment.completionPercentage))',
    },
    {
      breaks: '4: progress does not count',
      from: '  if (leafCount !== null && enrolment.progress !== null) return share(Math.max(0, enrolment.progress), leafCount);\n',
      to: '',
    },
    {
      breaks: '4: progress is a percentage',
      from: 'share(Math.max(0, enrolment.progress), leafCount)',
      to: 'Math.min(100, Math.max(0, enrolment.progress))',
    },
    { breaks: '4: progress is below 0', from: 'Math.max(0, enrolment.progress)', to: 'enrolment.progress' },
    {
      breaks: '4: progress counts also where the leaf count is unknown',
      from: 'leafCount !== null && enrolment.progress !== null) return share(Math.max(0, enrolment.progress), leafCount)',
      to: 'enrolment.progress !== null) return share(Math.max(0, enrolment.progress), leafCount ?? 100)',
    },
    {
      breaks: '4: progress comes before completionpercentage',
      from: '  if (enrolment.completionPercentage !== null)',
      to: '  if (enrolment.completionPercentage !== null && enrolment.progress === null)',
    },
    { breaks: '5: nothing known is 100', from: 'return 0;', to: 'return 100;' },
    { breaks: 'share: done is 99 at most', from: 'if (done >= leafCount) return 100;', to: '' },
    { breaks: 'share: only exactly the leaf count is 100', from: 'done >= leafCount', to: 'done === leafCount' },
    { breaks: 'share: 99.5 is 100', from: 'Math.min(99, ', to: 'Math.min(100, ' },
    { breaks: 'share: rounded down', from: '(200 * done + leafCount)', to: '(200 * done)' },
    { breaks: 'share: rounded half down', from: '(200 * done + leafCount)', to: '(200 * done + leafCount - 1)' },
    { breaks: 'share: rounded up', from: 'Math.floor(', to: 'Math.ceil(' },
  ]),
  ...inFile('3.8', 'adapters/cassandra/leaf-count.ts', [
    { breaks: 'a leaf count of 0 is known', from: 'count > 0', to: 'count >= 0' },
    { breaks: 'a leaf count below 0 is known', from: ' && count > 0', to: '' },
    { breaks: 'a leaf count that is no whole number is known', from: ' && Number.isInteger(count)', to: '' },
    {
      breaks: 'a leaf count of text is known',
      from: 'const count: unknown = JSON.parse',
      to: 'const count: unknown = +JSON.parse',
    },
    {
      breaks: 'JSON that does not parse is an error',
      from: 'catch {\n    return null;\n  }',
      to: 'catch (error) {\n    throw error;\n  }',
    },
  ]),
];
