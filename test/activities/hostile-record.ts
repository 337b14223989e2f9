import type { HostileCaseOf } from '../../dev/data/hostile/cases.ts';
import type { HostileLearner } from '../../dev/data/hostile/hostile-learners.ts';
import type { Table } from '../../dev/data/rows.ts';
import { type ColumnName, COLUMNS } from '../../report/columns.ts';
import { type CellsOf, EXPECTED } from './hostile-cells.ts';

/** The record that the file must have of a hostile learner, in the order of the columns. */
export function recordExpectedOf(learner: HostileLearner, cells = expectedOf(learner)): string[] {
  const expected = { ...plainCells(learner), ...cells };
  return COLUMNS.map((column) => expected[column]);
}

function expectedOf(learner: HostileLearner): CellsOf {
  const { group, name } = learner.case;
  const cells = (EXPECTED[group] as Readonly<Record<string, (typeof EXPECTED)['name'][HostileCaseOf<'name'>]>>)[name];
  if (cells === undefined) throw new Error(`nothing is expected of ${group}: ${name}`);
  return typeof cells === 'function' ? cells(learner) : cells;
}

/** The row of a plain learner, from what the generator knows of her: no rule of the product is asked. */
function plainCells(learner: HostileLearner): Record<ColumnName, string> {
  const { context } = learner;
  const { firstname, lastname } = valuesOf(learner, 'sunbird.user');
  const isPlaced = context.cards.location !== 'none';
  return {
    'External ID': text(valuesOf(learner, 'sunbird.usr_external_identity')['originalexternalid']),
    'User ID': learner.userId.trim(),
    'User Name': `${text(firstname)} ${text(lastname)}`,
    'Email ID': '',
    'Mobile Number': '',
    'Organization Name': context.isSelfSignedUp ? 'DIKSHA Custodian Organisation' : context.state.spec.rootOrgName,
    'District Name': isPlaced ? context.school.district.name : '',
    'School Name': isPlaced ? context.school.place.name : '',
    'Block Name': isPlaced ? context.school.block.name : '',
    'Enrollment Date': IN_INDIA.format(context.enrolledAt),
    'Course Progress': '0%',
    'Completion Date': '',
  };
}

const IN_INDIA = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Kolkata',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
});

const text = (value: unknown) => String(value ?? '');

function valuesOf({ rows }: HostileLearner, table: Table): Readonly<Record<string, unknown>> {
  return rows.find((row) => row.table === table)?.values ?? {};
}
