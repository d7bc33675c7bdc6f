import type { Finding } from '../../finding/finding.js';
import { type FindingOf, isFindingOf } from '../../finding/finding-detail.js';
import { NumberTable } from './number-table.js';
import type { ViewerRequests } from './viewer-data.js';

type Missing = FindingOf<'missing-message'>;

const GRAVITY: readonly Finding['severity'][] = ['warning', 'notice', 'info'];
const STRENGTH: readonly Missing['detail']['knownFrom'][] = ['recovered', 'quoted', 'cited', 'series'];

/** The messages to ask for, those who matter first: by gravity, by how much is known, by how many tell of it. */
export function requestColumns(findings: readonly Finding[]): ViewerRequests {
  const holders = new NumberTable();
  const rows = findings
    .flatMap((finding, number) => (isFindingOf(finding, 'missing-message') ? [{ number, finding }] : []))
    .sort(
      ({ finding: a }, { finding: b }) =>
        GRAVITY.indexOf(a.severity) - GRAVITY.indexOf(b.severity) ||
        STRENGTH.indexOf(a.detail.knownFrom) - STRENGTH.indexOf(b.detail.knownFrom) ||
        b.detail.citedBy.length - a.detail.citedBy.length,
    );
  return {
    finding: rows.map(({ number }) => number),
    time: rows.map(({ finding }) => secondsOf(finding.detail.interval)),
    known: rows.map(({ finding }) => finding.detail.knownFrom[0]).join(''),
    holders: rows.map(({ finding }) => finding.detail.expectedHolders.map((name) => holders.numberOf(name))),
    names: holders.values,
  };
}

function secondsOf([first, last]: Missing['detail']['interval']): number | null {
  const time = Date.parse(last ?? first ?? '');
  return Number.isNaN(time) ? null : Math.floor(time / 1000);
}
