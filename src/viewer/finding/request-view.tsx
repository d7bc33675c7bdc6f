import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ViewerFinding } from '../../report/page/viewer-data.js';
import { fieldOf, withField } from '../../report/search-query.js';
import { visibleText } from '../../text/visible-text.js';
import { usePrinting } from '../screen/printing.js';
import { SearchState } from '../search/search-state.js';
import { useApp } from '../state/app-context.js';
import { counted, withCommas } from '../state/format-text.js';
import { linkTo } from '../state/route.js';
import { saveFile } from '../state/save-file.js';
import { ArrivedRequests } from './arrived-requests.js';
import {
  csvOf,
  expectedText,
  fittingRequests,
  holdersOf,
  isExpectedFrom,
  mailboxText,
  requestOf,
  whenText,
} from './request.js';
import { RequestLetter } from './request-letter.js';

/** Rows that are shown and read at first, and how many more at a time. */
const SHOWN = 200;
const MORE = 1000;
/** Rows that are read although they are not shown, so that the browser's own printing has them. */
const FEW = 2000;

/** What should be asked for: messages that others cite or quote and nobody produced, by custodian; rows are ticked, printed, saved. */
export function RequestView() {
  const { data, first, route, result, setQuery } = useApp();
  const { arrived = [] } = first;
  const printing = usePrinting();
  const [limit, setLimit] = useState(SHOWN);
  const [ticked, setTicked] = useState<ReadonlySet<number>>(new Set());
  const [told, setTold] = useState('');
  const table = useRef<HTMLTableElement>(null);
  const asked = withField(route.query, 'custodian', '');
  const found = asked && result ? result.posts : null;
  const fitting = useMemo(() => fittingRequests(data, found), [data, found]);
  const holders = useMemo(() => holdersOf(data, fitting), [data, fitting]);
  const requests = useMemo(() => fitting.filter(isExpectedFrom(data, route.query)), [data, fitting, route.query]);
  const holder = fieldOf(route.query, 'custodian');
  const chosen = useMemo(() => requests.filter((row) => ticked.has(row)), [requests, ticked]);
  const taken = chosen.length ? chosen : requests;
  const { finding } = data.index.requests;
  const shown = requests.slice(0, limit);
  const { read, readAll, failure } = useFindings(
    (requests.length > FEW ? shown : requests).map((row) => finding[row]!),
  );
  const tick = (row: number) => {
    const next = new Set(ticked);
    if (!next.delete(row)) next.add(row);
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
  const withAll = async (act: (all: readonly ViewerFinding[]) => void) => {
    const all = await readAll(
      taken.map((row) => finding[row]!),
      (count) => setTold(`Reading ${withCommas(count)} of ${counted(taken.length, 'finding')} …`),
    );
    if (!all) return;
    setTold('');
    // What was read is drawn before it is printed.
    requestAnimationFrame(() => act(all));
  };
  const save = () => withAll((all) => saveFile('requests.csv', csvOf(all.map(requestOf)), 'text/csv'));
  const which = chosen.length ? counted(chosen.length, 'ticked row') : 'all rows';
  return (
    <div class="page wide request-page">
      <h1>Request list{holder ? `: ${visibleText(holder)}` : ''}</h1>
      <p class="lead">
        {requests.length < finding.length && `${withCommas(requests.length)} of `}
        {counted(finding.length, 'message')} that others cite or quote and that no custodian produced
        {holder && `, expected from ${visibleText(holder)}`}.
        <SearchState />
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
        <button type="button" class="button" onClick={() => withAll(() => print())} disabled={!requests.length}>
          Print {which}
        </button>
        <button type="button" class="button" onClick={save} disabled={!requests.length}>
          Save {which} as CSV
        </button>
        <span role="status">{told}</span>
      </div>
      {requests.length === 0 ? (
        <p class="empty">
          {finding.length === 0 ? 'Nothing is known to be missing.' : 'None of them fits. '}
          {finding.length > 0 && <a href={linkTo('requests')}>Show all requests</a>}
        </p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section class="scroll screen-only" tabIndex={0} aria-label="Request list as a table">
          <table class="table requests stacked" ref={table}>
            <thead>
              <tr>
                <th scope="col">No.</th>
                <th scope="col">From</th>
                <th scope="col">To, Cc</th>
                <th scope="col">When, days in UTC</th>
                <th scope="col">Subject</th>
                <th scope="col">How it is known</th>
                <th scope="col">Expected from</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((row, number) => (
                <Row
                  key={row}
                  row={row}
                  finding={read.get(finding[row]!)}
                  number={number + 1}
                  isTicked={ticked.has(row)}
                  tick={tick}
                />
              ))}
            </tbody>
          </table>
        </section>
      )}
      {printing && taken.length > 0 && <RequestLetter rows={taken} read={read} holder={holder} />}
      <ArrivedRequests
        requests={arrived.filter(({ holders: of }) => !holder || of.some((name) => name.toLowerCase() === holder))}
      />
      {limit < requests.length && (
        <button type="button" class="button more screen-only" onClick={() => setLimit(limit + MORE)}>
          Show more of {counted(requests.length, 'message')}
        </button>
      )}
    </div>
  );
}

type Read = ReadonlyMap<number, ViewerFinding>;

/** Findings that are read as a view needs them, and stay; all of some on demand, or null where they cannot be read. */
function useFindings(wanted: readonly number[]) {
  const { findings } = useApp();
  const kept = useRef<Map<number, ViewerFinding>>(new Map());
  const [, draw] = useState(0);
  const [failure, setFailure] = useState('');
  const read = async (some: readonly number[], told: (count: number) => boolean): Promise<boolean> => {
    const missing = some.filter((number) => !kept.current.has(number));
    try {
      await findings.read(missing, (more) => {
        for (const [number, finding] of more) kept.current.set(number, finding);
        draw((count) => count + 1);
        return told(some.reduce((count, number) => count + Number(kept.current.has(number)), 0));
      });
      return true;
    } catch (error) {
      setFailure((error as Error).message);
      return false;
    }
  };
  const name = `${wanted.length} ${wanted[0]} ${wanted.at(-1)}`;
  useEffect(() => {
    let isShown = true;
    void read(wanted, () => isShown);
    return () => {
      isShown = false;
    };
  }, [findings, name]);
  const readAll = async (some: readonly number[], told: (count: number) => void) => {
    const isRead = await read(some, (count) => {
      told(count);
      return true;
    });
    return isRead ? some.map((number) => kept.current.get(number)!) : null;
  };
  return { read: kept.current as Read, readAll, failure };
}

interface RowProps {
  readonly row: number;
  /** Absent until it is read. */
  readonly finding: ViewerFinding | undefined;
  readonly number: number;
  readonly isTicked: boolean;
  tick(row: number): void;
}

function Row({ row, finding, number, isTicked, tick }: RowProps) {
  const { data } = useApp();
  const head = (
    <td>
      <label class="tick">
        <input type="checkbox" data-key="o" checked={isTicked} onChange={() => tick(row)} />
        <span class="hidden">Take number </span>
        {number}
      </label>
    </td>
  );
  if (!finding)
    return (
      <tr data-row tabIndex={-1}>
        {head}
        <td colSpan={6} class="quiet">
          Reading …
        </td>
      </tr>
    );
  const { detail } = requestOf(finding);
  const [witness] = finding.posts;
  return (
    <tr data-row tabIndex={-1} class={isTicked ? 'ticked' : ''}>
      {head}
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
        {expectedText(detail)}
        {detail.perhapsHolders.length > 0 && (
          <span class="place">perhaps had by {detail.perhapsHolders.map(visibleText).join(', ')}</span>
        )}
      </td>
    </tr>
  );
}
