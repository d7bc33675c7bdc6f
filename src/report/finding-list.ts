import { stringify } from 'csv-stringify/sync';
import type { Finding } from '../finding/finding.js';
import { makeVisible, wrapText } from './display-text.js';
import { placeOf } from './explanation.js';
import { toJsonText } from './json-text.js';
import { countOf } from './phrases.js';
import { paint, plainStyle, type TextStyle, type Tone } from './text-style.js';

/** Every form that findings can be written in. A new one is one function and one line here. */
export const findingViews = {
  text: writeFindings,
  markdown: writeFindingsMarkdown,
  csv: writeFindingsCsv,
  jsonl: writeFindingsJsonl,
} satisfies Readonly<Record<string, (findings: readonly Finding[], style?: TextStyle) => Iterable<string>>>;

export type FindingFormat = keyof typeof findingViews;

const TONES: Readonly<Record<Finding['severity'], Tone>> = { warning: 'red', notice: 'yellow', info: 'blue' };
/** Byte ranges that are shown for each finding; more are counted. */
const SHOWN_ORIGINS = 4;

/** One JSON object a line, most severe first: the contract for other programs. */
function* writeFindingsJsonl(findings: readonly Finding[]): Generator<string> {
  for (const finding of findings) yield `${toJsonText(finding)}\n`;
}

/** Grouped by severity: what, who, and the bytes that prove it. */
function* writeFindings(findings: readonly Finding[], style: TextStyle = plainStyle): Generator<string> {
  for (const severity of ['warning', 'notice', 'info'] as const) {
    const group = findings.filter((finding) => finding.severity === severity);
    if (!group.length) continue;
    yield `${paint(`${severity.toUpperCase()} · ${countOf(group.length, 'finding')}`, TONES[severity], style)}\n\n`;
    for (const finding of group) yield* writeFinding(finding, style);
  }
  yield paint(`${countOf(findings.length, 'finding')}\n`, 'dim', style);
}

function* writeFinding(finding: Finding, style: TextStyle): Generator<string> {
  const [head, ...rest] = wrapText(makeVisible(finding.summary), style.width - 4);
  yield `${paint(finding.kind, 'bold', style)}  ${paint(finding.key, 'dim', style)}\n`;
  for (const line of [head ?? '', ...rest]) yield `    ${line}\n`;
  for (const origin of finding.origins.slice(0, SHOWN_ORIGINS)) yield paint(`    ${placeOf(origin)}\n`, 'dim', style);
  const more = finding.origins.length - SHOWN_ORIGINS;
  if (more > 0) yield paint(`    and ${countOf(more, 'more place')}\n`, 'dim', style);
  yield '\n';
}

/** A table a severity, ready for a repository or a letter. */
function* writeFindingsMarkdown(findings: readonly Finding[]): Generator<string> {
  yield '# Findings\n';
  for (const severity of ['warning', 'notice', 'info'] as const) {
    const group = findings.filter((finding) => finding.severity === severity);
    if (!group.length) continue;
    yield `\n## ${severity}\n\n| kind | finding | where |\n|---|---|---|\n`;
    for (const { kind, summary, origins } of group) {
      const places = origins.slice(0, SHOWN_ORIGINS).map((origin) => cell(placeOf(origin)));
      yield `| ${kind} | ${cell(summary)} | ${places.join('<br>')} |\n`;
    }
  }
}

/** `a|b` → `a\|b`: mail cannot break the table or bring in HTML. */
function cell(text: string): string {
  return makeVisible(text)
    .replace(/[\\|`*_[\]]/g, '\\$&')
    .replaceAll('<', '&lt;');
}

function* writeFindingsCsv(findings: readonly Finding[]): Generator<string> {
  const header = ['key', 'kind', 'severity', 'summary', 'posts', 'origins'];
  yield stringify([header], { record_delimiter: '\r\n' });
  for (const { key, kind, severity, summary, posts, origins } of findings) {
    const record = [key, kind, severity, summary, posts.join('; '), origins.map(placeOf).join('; ')];
    yield stringify([record], { escape_formulas: true, record_delimiter: '\r\n' });
  }
}
