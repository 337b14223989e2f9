import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { chromium } from '../../../dev/chromium.ts';

test('the first browser on the PATH is taken, under any of its names', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'course-report-chromium-'));
  try {
    const browser = join(folder, 'google-chrome');
    writeFileSync(browser, '', { mode: 0o755 });
    expect(await chromium({ PATH: folder })).toBe(browser);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('where there is none and none can be installed, one sentence says what to do', async () => {
  await expect(chromium({ PATH: '' })).rejects.toThrow(/^No Chromium was found on the PATH: install it \(Debian/);
});
