import { downloadRatio } from '../../archive/ratio.ts';
import { periodOf } from '../../report/period.ts';
import type { DownloadRatio, RatioScope } from '../../report/ratio.ts';
import type { Connections } from '../connections.ts';
import type { Output } from '../output.ts';

export interface RatioOptions {
  readonly batch?: string;
  readonly course?: string;
  readonly tenant?: string;
  readonly from?: string;
  readonly to?: string;
}

/** @throws ReportError IdInvalid, PeriodInvalid */
export async function ratio(connections: Connections, out: Output, options: RatioOptions): Promise<number> {
  const period = periodOf(options.from ?? null, options.to ?? null, Date.now());
  const found = await downloadRatio(connections.ratioSources(), scopeOf(options), period);
  out.answer(found, linesOf(found));
  return 0;
}

function scopeOf({ batch, course, tenant }: RatioOptions): RatioScope {
  if (batch !== undefined) return { level: 'batch', batchId: batch };
  if (course !== undefined) return { level: 'course', courseId: course };
  if (tenant !== undefined) return { level: 'tenant', tenantId: tenant };
  return { level: 'all' };
}

function linesOf(found: DownloadRatio): string[] {
  const { period, deliveries, batches, ratio: value, clicks, batchesWithoutDate, batchesGone, batchesAsOf } = found;
  const of = `${deliveries.toLocaleString('en-IN')} downloads / ${batches.toLocaleString('en-IN')} batches`;
  const lines = [
    `${period.from ?? 'the beginning'} to ${period.to}: ${value === null ? 'no value' : value.toFixed(3)} (${of})`,
    `${clicks.toLocaleString('en-IN')} clicks on "Download file"`,
  ];
  if (batchesWithoutDate > 0) lines.push(`${batchesWithoutDate} of the batches have no readable creation date.`);
  if (batchesGone > 0) lines.push(`${batchesGone} of the batches are no longer in Sunbird.`);
  if (found.scope.level !== 'batch')
    lines.push(batchesAsOf === null ? NEVER_COUNTED : `Batches as counted on ${batchesAsOf}.`);
  return lines;
}

const NEVER_COUNTED = 'Batches have not been counted yet: run `course-report setup`, and have a worker running.';
