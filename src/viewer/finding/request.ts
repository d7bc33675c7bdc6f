import type { MissingMessageDetail } from '../../finding/missing-message/missing-message.js';
import type { Mailbox } from '../../message/message.js';
import { WHY_NOBODY } from '../../report/format/why-nobody.js';
import type { ViewerFinding } from '../../report/page/viewer-data.js';
import { holdsTerm, parseQuery } from '../../report/search-query.js';
import { visibleText } from '../../text/visible-text.js';
import type { CaseData } from '../state/case-data.js';
import { csvText } from '../state/csv-text.js';

/** A message to ask for, once its finding is read: what is known of a message that nobody produced. */
export interface Request {
  readonly finding: ViewerFinding;
  readonly detail: MissingMessageDetail;
}

/** The request that a finding tells. */
export const requestOf = (finding: ViewerFinding): Request => ({
  finding,
  detail: finding.detail as MissingMessageDetail,
});

/** Numbers of the requests whose posts fit a query; those that tell of a custodian alone are asked with `isExpectedFrom`. */
export function fittingRequests(data: CaseData, found: Uint8Array | null): readonly number[] {
  const { requests, findings } = data.index;
  const numbers: number[] = [];
  for (let row = 0; row < requests.finding.length; row++)
    if (found === null || findings.posts.hasMarked(requests.finding[row]!, found)) numbers.push(row);
  return numbers;
}

/** Custodians by how much is expected of them. */
export function holdersOf(
  { index: { requests } }: CaseData,
  rows: readonly number[],
): readonly (readonly [string, number])[] {
  const counts = new Int32Array(requests.names.length);
  for (const row of rows) for (const holder of requests.holders.of(row)) counts[holder]!++;
  return [...requests.names.entries()]
    .map(([holder, name]) => [name, counts[holder]!] as const)
    .filter(([, count]) => count > 0)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

/** Tests whether a request is expected from the custodians that a query asks for. */
export function isExpectedFrom({ index: { requests } }: CaseData, query: string): (row: number) => boolean {
  const terms = parseQuery(query).filter(({ field }) => field === 'custodian');
  const names = requests.names.map((name) => name.toLowerCase());
  return (row) => {
    const own = Array.from(requests.holders.of(row), (holder) => names[holder]!);
    return terms.every((term) => own.some((name) => holdsTerm(name, term)) !== term.not);
  };
}

/** Requests as a table to hand on. */
export function csvOf(requests: readonly Request[]): string {
  const rows = requests.map(({ finding, detail }, number) => [
    String(number + 1),
    detail.from ? mailboxText(detail.from) : '',
    [...detail.to, ...detail.cc].map(mailboxText).join('; '),
    whenText(detail.interval),
    detail.subject ?? '',
    detail.messageId ?? '',
    detail.known.join('; '),
    detail.expectedHolders.join('; '),
    detail.perhapsHolders.join('; '),
    detail.whyNoHolder === null ? '' : WHY_NOBODY[detail.whyNoHolder],
    finding.bates?.join('; ') ?? '',
    finding.key,
  ]);
  const heads = ['no', 'from', 'to', 'when (UTC)', 'subject', 'message id', 'known'];
  heads.push('expected from', 'perhaps had by', 'why nobody is named', 'cited in Bates', 'key');
  return csvText([heads, ...rows]);
}

/** `Stone, Roth`, or why nobody is named. */
export function expectedText({ expectedHolders, whyNoHolder }: MissingMessageDetail): string {
  return whyNoHolder === null ? expectedHolders.map(visibleText).join(', ') : WHY_NOBODY[whyNoHolder];
}

/** `Marian Holt <marian.holt@harbour.example>`. */
export function mailboxText({ name, address }: Mailbox): string {
  return visibleText(name && address ? `${name} <${address}>` : name || address);
}

/** Between which days (UTC): `2019-05-01 to 2019-05-04`, `after 2019-05-01`. */
export function whenText([first, last]: MissingMessageDetail['interval']): string {
  const [from, to] = [first, last].map((iso) => iso?.slice(0, 10) ?? null);
  if (from && to) return from === to ? from : `${from} to ${to}`;
  if (from) return `after ${from}`;
  return to ? `before ${to}` : 'unknown';
}
