import type { Report } from '../answer/report.js';
import { toJsonText } from './json-text.js';

/** The report's plain data as JSON, a thread a line, in chunks. */
export function* writeJsonReport(report: Report): Generator<string, void, undefined> {
  const { threads, findings, ...head } = report;
  const opening = toJsonText({ ...head });
  yield `${opening.slice(0, -1)},\n"threads":[`;
  yield* items(threads);
  yield '],\n"findings":[';
  yield* items(findings);
  yield ']}\n';
}

function* items(values: readonly unknown[]): Generator<string, void, undefined> {
  let separator = '\n';
  for (const value of values) {
    yield separator + toJsonText(value);
    separator = ',\n';
  }
  if (values.length) yield '\n';
}
