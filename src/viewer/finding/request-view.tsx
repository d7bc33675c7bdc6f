import { useMemo, useRef, useState } from 'preact/hooks';
import type { MissingMessageDetail } from '../../finding/missing-message/missing-message.js';
import type { Mailbox } from '../../message/message.js';
import type { ArrivedRequest } from '../../report/page/case-glance.js';
import type { ViewerFinding } from '../../report/page/viewer-data.js';
import { fieldOf, holdsTerm, parseQuery, withField } from '../../report/search-query.js';
import { visibleText } from '../../text/visible-text.js';
import { usePrinting } from '../screen/printing.js';
import { SearchState } from '../search/search-state.js';
import { useApp } from '../state/app-context.js';
import { useAllEntries } from '../state/blocks.js';
import { csvText } from '../state/csv-text.js';
import { findingsOfKind } from '../state/finding-kinds.js';
import { counted, withCommas } from '../state/format-text.js';
import { linkTo } from '../state/route.js';
import { saveFile } from '../state/save-file.js';

const SHOWN = 200;

/** A request: what is known of a message that nobody produced. */
interface Request {
  readonly finding: ViewerFinding;
  readonly detail: MissingMessageDetail;
}

/** What should be asked for: messages that others cite or quote and nobody produced, by custodian; rows are ticked, printed, saved. */
export function RequestView() {
  const { data, findings, first, route, result, setQuery } = useApp();
  const { arrived = [] } = first;
  const printing = usePrinting();
  const [limit, setLimit] = useState(SHOWN);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [told, setTold] = useState('');
  const table = useRef<HTMLTableElement>(null);
  const wanted = useMemo(() => findingsOfKind(data, 'missing-message'), [data]);
  const { entries, isReady, failure } = useAllEntries(findings, wanted);
  const all = useMemo(() => requestsOf(entries), [entries]);
  const found = result?.posts;
  const asked = withField(route.query, 'custodian', '');
  const fitting = all.filter(({ finding }) => !asked || !found || finding.posts.some((post) => found[post]));
  const holders = useMemo(() => holdersOf(fitting), [fitting.length, asked, found]);
  const requests = fitting.filter(({ detail }) => isExpected(detail, route.query));
  const holder = fieldOf(route.query, 'custodian');
  const chosen = requests.filter(({ finding }) => ticked.has(finding.key));
  const taken = chosen.length ? chosen : requests;
  const tick = (key: string) => {
    const next = new Set(ticked);
    if (!next.delete(key)) next.add(key);
    setTicked(next);
  };
  const copy = () => {
    const selection = getSelection();
    selection?.selectAllChildren(table.current!);
    const done = document.execCommand('copy');
    selection?.removeAllRanges();
    const what = limit < requests.length ? `Copied the ${withCommas(limit)} rows that are shown` : 'Copied';
    setTold(done ? `${what}: paste it into a letter or a spreadsheet` : 'This browser does not allow copying');
  };
  const save = () => saveFile('requests.csv', csvOf(taken), 'text/csv');
  const which = chosen.length ? counted(chosen.length, 'ticked row') : 'all rows';
  return (
    <div class={`page wide request-page ${chosen.length ? 'only-ticked' : ''}`}>
      <h1>Request list{holder ? `: ${visibleText(holder)}` : ''}</h1>
      <p class="lead">
        {isReady
          ? `${counted(requests.length, 'message')} that others cite or quote and that no custodian produced${holder && `, expected from ${visibleText(holder)}`}.`
          : !failure && `Reading ${counted(wanted.length, 'finding')} …`}
        {isReady && <SearchState />}
        {failure && <span class="warn-text"> {failure}</span>}
      </p>
      {holders.length > 0 && (
        <fieldset class="chips" aria-label="Expected from">
          <button type="button" class="chip" aria-pressed={!holder} onClick={() => setQuery(asked)}>
            All <span class="count">{withCommas(fitting.length)}</span>
          </button>
          {holders.map(([name, count]) => (
            <button
              key={name}
              type="button"
              class="chip"
              aria-pressed={holder === name.toLowerCase()}
              onClick={() => setQuery(withField(route.query, 'custodian', holder === name.toLowerCase() ? '' : name))}
            >
              {visibleText(name)} <span class="count">{withCommas(count)}</span>
            </button>
          ))}
        </fieldset>
      )}
      <div class="actions">
        <button type="button" class="button" onClick={copy} disabled={!requests.length}>
          Copy the table
        </button>
        <button type="button" class="button" onClick={() => print()} disabled={!requests.length}>
          Print {which}
        </button>
        <button type="button" class="button" onClick={save} disabled={!requests.length}>
          Save {which} as CSV
        </button>
        <span role="status">{told}</span>
      </div>
      {requests.length === 0 ? (
        isReady && <p class="empty">Nothing is known to be missing.</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section class="scroll" tabIndex={0} aria-label="Request list as a table">
          <table class="table requests stacked" ref={table}>
            <thead>
              <tr>
                <th scope="col">No.</th>
                <th scope="col">From</th>
                <th scope="col">To, Cc</th>
                <th scope="col">When</th>
                <th scope="col">Subject</th>
                <th scope="col">How it is known</th>
                <th scope="col">Expected from</th>
              </tr>
            </thead>
            <tbody>
              {requests.slice(0, printing ? requests.length : limit).map((request, number) => (
                <Row
                  key={request.finding.key}
                  request={request}
                  number={number + 1}
                  isTicked={ticked.has(request.finding.key)}
                  tick={tick}
                />
              ))}
            </tbody>
          </table>
        </section>
      )}
      <Arrived
        requests={arrived.filter(({ holders: of }) => !holder || of.some((name) => name.toLowerCase() === holder))}
      />
      {limit < requests.length && (
        <button type="button" class="button more" onClick={() => setLimit(limit + 1000)}>
          Show more of {counted(requests.length, 'message')}
        </button>
      )}
    </div>
  );
}

/** What was asked for and came since the case last grew: struck, so that nobody asks for it again. */
function Arrived({ requests }: { readonly requests: readonly ArrivedRequest[] }) {
  if (!requests.length) return null;
  return (
    <section class="arrived">
      <h2>Arrived since the case last grew</h2>
      <ul class="entries">
        {requests.map(({ key, summary, post }) => (
          <li key={key} data-row tabIndex={-1}>
            <s>{visibleText(summary)}</s> <a href={linkTo('post', post)}>produced now</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface RowProps {
  readonly request: Request;
  readonly number: number;
  readonly isTicked: boolean;
  tick(key: string): void;
}

function Row({ request: { finding, detail }, number, isTicked, tick }: RowProps) {
  const { data } = useApp();
  const [witness] = finding.posts;
  return (
    <tr data-row tabIndex={-1} class={isTicked ? 'ticked' : ''}>
      <td>
        <label class="tick">
          <input type="checkbox" data-key="o" checked={isTicked} onChange={() => tick(finding.key)} />
          <span class="hidden">Take number </span>
          {number}
        </label>
      </td>
      <td data-label="from">{detail.from ? mailboxText(detail.from) : 'unknown'}</td>
      <td data-label="to">{[...detail.to, ...detail.cc].map(mailboxText).join('; ') || 'unknown'}</td>
      <td data-label="when">{whenText(detail.interval)}</td>
      <td data-label="subject">
        {visibleText(detail.subject ?? '') || 'unknown'}
        {detail.messageId && <span class="place">Message-ID {visibleText(detail.messageId)}</span>}
      </td>
      <td data-label="known:">
        <a
          class="known"
          href={
            witness === undefined ? linkTo('finding', finding.key) : linkTo('post', data.index.posts.key.at(witness)!)
          }
        >
          {visibleText(detail.known.slice(0, 3).join('; ') || finding.summary)}
        </a>
        {finding.bates && <span class="place">in {finding.bates.map(visibleText).join('; ')}</span>}
      </td>
      <td data-label="expected from">
        {detail.expectedHolders.map(visibleText).join(', ') || 'none of the custodians named'}
      </td>
    </tr>
  );
}

const STRENGTH: readonly MissingMessageDetail['knownFrom'][] = ['recovered', 'quoted', 'cited', 'series'];
const GRAVITY: readonly ViewerFinding['severity'][] = ['warning', 'notice', 'info'];

/** Those who matter first: by gravity, by how much is known, by how many tell of it. */
function requestsOf(findings: readonly ViewerFinding[]): readonly Request[] {
  return findings
    .flatMap((finding) =>
      finding.kind === 'missing-message' ? [{ finding, detail: finding.detail as MissingMessageDetail }] : [],
    )
    .sort(
      (a, b) =>
        GRAVITY.indexOf(a.finding.severity) - GRAVITY.indexOf(b.finding.severity) ||
        STRENGTH.indexOf(a.detail.knownFrom) - STRENGTH.indexOf(b.detail.knownFrom) ||
        b.detail.citedBy.length - a.detail.citedBy.length,
    );
}

/** Custodians by how much is expected of them. */
function holdersOf(requests: readonly Request[]): readonly (readonly [name: string, count: number])[] {
  const counts = new Map<string, number>();
  for (const { detail } of requests)
    for (const name of detail.expectedHolders) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

/** True if it is expected from the custodians that a query asks for. */
function isExpected({ expectedHolders }: MissingMessageDetail, query: string): boolean {
  const terms = parseQuery(query).filter(({ field }) => field === 'custodian');
  const names = expectedHolders.map((name) => name.toLowerCase());
  return terms.every((term) => names.some((name) => holdsTerm(name, term)) !== term.not);
}

function csvOf(requests: readonly Request[]): string {
  const rows = requests.map(({ finding, detail }, number) => [
    String(number + 1),
    detail.from ? mailboxText(detail.from) : '',
    [...detail.to, ...detail.cc].map(mailboxText).join('; '),
    whenText(detail.interval),
    detail.subject ?? '',
    detail.messageId ?? '',
    detail.known.join('; '),
    detail.expectedHolders.join('; '),
    finding.key,
  ]);
  const heads = ['no', 'from', 'to', 'when', 'subject', 'message id', 'known', 'expected from', 'key'];
  return csvText([heads, ...rows]);
}

function mailboxText({ name, address }: Mailbox): string {
  return visibleText(name && address ? `${name} <${address}>` : name || address);
}

function whenText([first, last]: MissingMessageDetail['interval']): string {
  const [from, to] = [first, last].map((iso) => iso?.slice(0, 10) ?? null);
  if (from && to) return from === to ? from : `${from} to ${to}`;
  if (from) return `after ${from}`;
  return to ? `before ${to}` : 'unknown';
}
