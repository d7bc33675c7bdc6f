import type { CaseEvent } from '../report/report-file.js';
import { CommandError, exitCode } from './exit-code.js';

/** `2019-05-14=Meeting` → `{ date: '2019-05-14', label: 'Meeting' }`, in the order of time. */
export function caseEvents(texts: readonly string[]): readonly CaseEvent[] {
  return texts.map(readEvent).sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

function readEvent(text: string): CaseEvent {
  const at = text.indexOf('=');
  const date = text.slice(0, at).trim();
  const label = text.slice(at + 1).trim();
  if (at < 0 || !label || !/^\d{4}-\d{2}-\d{2}/.test(date) || Number.isNaN(Date.parse(date)))
    throw new CommandError(exitCode.usage, `--event ${text}: write it as 2019-05-14=Meeting`);
  return { date, label };
}
