import { readFileSync } from 'node:fs';
import type { Argv } from 'yargs';
import { spanOfEvent } from '../../report/answer/events.js';
import type { CaseEvent } from '../../report/answer/report-file.js';
import { CommandError, exitCode } from '../exit-code.js';

/** Adds `--event`. */
export function addEventOption(yargs: Argv): Argv {
  return yargs.option('event', {
    type: 'string',
    array: true,
    requiresArg: true,
    describe:
      '2019-05-14=Meeting, or a file of such lines or of JSON: mark days and count before and after (repeatable)',
    group: 'Showing:',
  });
}

/**
 * The events that `--event` names, in the order of time: `2019-05-14=Meeting`, or a file with such lines (empty ones and those that
 * begin with `#` are skipped), or with JSON: `[{"date": "2019-05-14", "label": "Meeting"}]`.
 */
export function caseEvents(texts: readonly string[]): readonly CaseEvent[] {
  const events = texts.flatMap((text) => (EVENT.test(text.trim()) ? [readEvent(text)] : readEventFile(text)));
  return events.sort((a, b) => spanOfEvent(a).start - spanOfEvent(b).start || (a.label < b.label ? -1 : 1));
}

/** Refuses `--event` where the form has no place for it: other programs rely on what stands there. */
export function refuseEvents(
  { event, format }: { readonly event?: readonly string[]; readonly format: string },
  unfit: readonly string[],
): void {
  if (event?.length && unfit.includes(format))
    throw new CommandError(exitCode.usage, `--event: --format ${format} has no place for it; choose another format`);
}

const EVENT = /^\d{4}-\d{2}-\d{2}[^=]{0,20}=/;

function readEventFile(path: string): readonly CaseEvent[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new CommandError(
      exitCode.usage,
      `--event ${path}: write it as 2019-05-14=Meeting, or name a file of such lines`,
    );
  }
  if (!text.trimStart().startsWith('['))
    return text
      .split('\n')
      .filter((line) => line.trim() !== '' && !line.trimStart().startsWith('#'))
      .map((line) => readEvent(line, path));
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new CommandError(exitCode.usage, `--event ${path}: is no JSON`);
  }
  if (!isEventList(json))
    throw new CommandError(
      exitCode.usage,
      `--event ${path}: must be a list of {"date": "2019-05-14", "label": "Meeting"}`,
    );
  return json.map(({ date, label }) => checkEvent({ date: date.trim(), label }, path));
}

/** By hand: each command has this option, and none is to load a library for it. */
const isEventList = (json: unknown): json is readonly CaseEvent[] =>
  Array.isArray(json) &&
  json.every(
    (entry) =>
      typeof entry?.date === 'string' &&
      typeof entry.label === 'string' &&
      entry.label !== '' &&
      Object.keys(entry).length === 2,
  );

function readEvent(text: string, path?: string): CaseEvent {
  const at = text.indexOf('=');
  return checkEvent({ date: text.slice(0, Math.max(0, at)).trim(), label: text.slice(at + 1).trim() }, path ?? text);
}

function checkEvent(event: CaseEvent, where: string): CaseEvent {
  const day = /^\d{4}-\d{2}-\d{2}/.exec(event.date)?.[0];
  const isDay = day !== undefined && new Date(`${day}T00:00:00Z`).toJSON()?.startsWith(day);
  if (!event.label || !isDay || Number.isNaN(spanOfEvent(event).start))
    throw new CommandError(exitCode.usage, `--event ${where}: write it as 2019-05-14=Meeting`);
  return event;
}
