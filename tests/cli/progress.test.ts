import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { readProgress, removeOldProgress, tellProgress } from '../../src/cli/grow/case-progress.js';
import { progressBar } from '../../src/cli/progress.js';

const { isTTY } = process.stderr;

afterEach(() => {
  process.stderr.isTTY = isTTY;
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** What is written to a standard error that is a terminal or not, while half and then all is read, 2 seconds after the start. */
function written(terminal: boolean, quiet: boolean): string {
  vi.useFakeTimers({ now: 0 });
  process.stderr.isTTY = terminal;
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const progress = progressBar(quiet);
  vi.setSystemTime(2000);
  progress?.update({ bytesRead: 50, bytesTotal: 100, messages: 1200, source: 'a.mbox' });
  progress?.update({ bytesRead: 100, bytesTotal: 100, messages: 2400, source: 'a.mbox' });
  progress?.stop();
  return write.mock.calls.map(([text]) => String(text)).join('');
}

it('shows a bar while reading, then says that it threads, and leaves the line empty', () => {
  const text = written(true, false);
  expect(text).toContain('reading');
  expect(text).not.toContain('100%');
  expect(text).toContain('threading 2,400 messages …');
  expect(text.endsWith('\r\u001b[K')).toBe(true);
});

it('writes nothing where nobody watches', () => {
  expect(written(false, false)).toBe('');
  expect(written(true, true)).toBe('');
});

it('tells a reading room how far a case is that grows, as long as the program runs that grows it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rethread-progress-'));
  const path = join(folder, 'a.case');
  const told = tellProgress(path);
  expect(readProgress(path)).toBeNull();
  told.update({ bytesRead: 50, bytesTotal: 100, messages: 1200, source: 'a.mbox' });
  expect(readProgress(path)).toEqual({ what: 'reading', part: 0.5, messages: 1200 });
  told.update({ bytesRead: 100, bytesTotal: 100, messages: 2400, source: 'a.mbox' });
  expect(readProgress(path)).toEqual({ what: 'threading', part: 1, messages: 2400 });
  told.stop();
  writeFileSync(`${path}.progress-999999999`, JSON.stringify({ what: 'reading', part: 0, messages: 1 }));
  writeFileSync(`${path}.progress-${process.pid}`, 'half');
  expect(readProgress(path)).toBeNull();
  removeOldProgress(path);
  expect(readdirSync(folder)).toEqual([`a.case.progress-${process.pid}`]);
});
