import { afterEach, expect, it, vi } from 'vitest';
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
