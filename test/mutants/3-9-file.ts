import { inFile } from './mutant.ts';

export const THE_FILE = [
  ...inFile('3.9', 'report/csv.ts', [
    { breaks: 'no byte order mark', from: String.raw`'\uFEFF'`, to: "''" },
    { breaks: 'no header record', from: "BYTE_ORDER_MARK + COLUMNS.join(',') + RECORD_END", to: 'BYTE_ORDER_MARK' },
    {
      breaks: 'the header record is not ended by CRLF',
      from: "COLUMNS.join(',') + RECORD_END",
      to: String.raw`COLUMNS.join(',') + '\n'`,
    },
    { breaks: 'records are ended by LF', from: String.raw`'\r\n'`, to: String.raw`'\n'` },
    { breaks: 'semicolons between the columns', from: "COLUMNS.join(',')", to: "COLUMNS.join(';')" },
    { breaks: 'no formula protection', from: 'protectedCell(cell)', to: 'cell' },
    { breaks: 'changed cells are not counted', from: 'if (printed !== cell) count += 1;', to: '' },
    { breaks: 'unchanged cells are counted too', from: 'if (printed !== cell) count += 1;', to: 'count += 1;' },
    {
      breaks: 'the User ID is not treated',
      from: 'cells.map((cell) => {\n    const printed = protectedCell(cell);',
      to: 'cells.map((cell, at) => {\n    const printed = at === 1 ? cell : protectedCell(cell);',
    },
  ]),
  ...inFile('3.9', 'activities/csv-records.ts', [
    {
      breaks: 'records of learners are ended otherwise',
      from: 'record_delimiter: RECORD_END',
      to: String.raw`record_delimiter: '\n'`,
    },
    { breaks: 'a lone CR or LF is not quoted', from: String.raw`, quoted_match: /[\r\n]/`, to: '' },
    { breaks: 'a lone CR is not quoted', from: String.raw`/[\r\n]/`, to: String.raw`/[\n]/` },
    { breaks: 'a lone LF is not quoted', from: String.raw`/[\r\n]/`, to: String.raw`/[\r]/` },
    { breaks: 'semicolons are quoted', from: String.raw`/[\r\n]/`, to: String.raw`/[\r\n;]/` },
    { breaks: 'all fields are quoted', from: 'quoted_match:', to: 'quoted: true, quoted_match:' },
    { breaks: 'quotes are escaped by backslash', from: 'quoted_match:', to: String.raw`escape: '\\', quoted_match:` },
    { breaks: 'semicolons between the fields', from: 'quoted_match:', to: "delimiter: ';', quoted_match:" },
    { breaks: 'the last record is not ended', from: 'quoted_match:', to: 'eof: false, quoted_match:' },
    {
      breaks: 'protected cells of a second record are not counted',
      from: 'sum + record.protected',
      to: 'record.protected',
    },
    {
      breaks: 'the unprotected cells are written',
      from: 'records.map(({ cells }) => cells)',
      to: 'rows.map(({ cells }) => cells)',
    },
    {
      breaks: 'quoting comes before the protection',
      from: 'rows.map(({ cells }) => protectedCells(cells))',
      to: "rows.map(({ cells }) => protectedCells(cells.map((cell) => (cell.includes('\"') ? JSON.stringify(cell) : cell))))",
    },
  ]),
  ...inFile('3.9', 'report/formula-protection.ts', [
    ...[
      ['Zs', 'spaces'],
      ['Zl', 'line separators'],
      ['Zp', 'paragraph separators'],
      ['Cf', 'invisible characters'],
      ['Cc', 'control characters'],
    ].map(([category = '', name = '']) => ({
      breaks: `${name} (${category}) are not skipped`,
      from: String.raw`\p{${category}}`,
      to: '',
    })),
    { breaks: 'only one character is skipped', from: String.raw`\p{Cc}]*`, to: String.raw`\p{Cc}]?` },
    { breaks: '= is not protected', from: '(?:[=+', to: '(?:[+' },
    { breaks: '+ is not protected', from: '(?:[=+', to: '(?:[=' },
    { breaks: '- is not protected', from: String.raw`\-@`, to: '@' },
    { breaks: '@ is not protected', from: String.raw`\-@`, to: String.raw`\-` },
    ...['FF1D', 'FF0B', 'FF0D', 'FF20'].map((point) => ({
      breaks: `the full-width form U+${point} is not protected`,
      from: String.raw`\u${point}`,
      to: '',
    })),
    { breaks: 'a tab, CR or LF among the skipped does not count', from: String.raw`|[\t\r\n]`, to: '' },
    { breaks: 'a tab among the skipped does not count', from: String.raw`[\t\r\n]`, to: String.raw`[\r\n]` },
    { breaks: 'a CR among the skipped does not count', from: String.raw`[\t\r\n]`, to: String.raw`[\t\n]` },
    { breaks: 'an LF among the skipped does not count', from: String.raw`[\t\r\n]`, to: String.raw`[\t\r]` },
    { breaks: 'a sign anywhere is protected', from: '/^[', to: '/[' },
    { breaks: 'another sign than the apostrophe', from: "`'${cell}`", to: '`\u2019${cell}`' },
    { breaks: 'the apostrophe stands behind', from: "`'${cell}`", to: "`${cell}'`" },
    { breaks: 'two apostrophes', from: "`'${cell}`", to: "`''${cell}`" },
  ]),
];
