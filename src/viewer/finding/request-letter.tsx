import { shortThreadKey } from '../../report/format/phrases.js';
import type { ViewerFinding } from '../../report/page/viewer-data.js';
import { visibleText } from '../../text/visible-text.js';
import { useApp } from '../state/app-context.js';
import { type CaseData, subjectOfThread, threadKey } from '../state/case-data.js';
import { counted, spanInUtc, withCommas } from '../state/format-text.js';
import { sortedBy } from '../state/sorted-by.js';
import { expectedText, holdersOf, mailboxText, requestOf, whenText } from './request.js';

const KNOWN: Readonly<Record<string, string>> = {
  r: 'Whole text known from quotations',
  q: 'Quoted in part',
  c: 'Cited by messages that were produced',
  s: 'Left out of a numbered series',
};
/** Recipients that a line names. */
const FEW = 3;
/** Threads that the summary names. */
const NAMED = 12;
/** Months beyond which the summary counts by year. */
const MONTHS = 24;

/** Messages of one thread. */
interface Group {
  /** -1 = a message that stands in none. */
  readonly thread: number;
  readonly rows: number[];
}

interface LetterProps {
  /** Numbers of the requests, the strongest first. */
  readonly rows: readonly number[];
  readonly read: ReadonlyMap<number, ViewerFinding>;
  readonly holder: string;
}

/** The annex of a letter, on paper: a page that says what is asked for, then the messages as a table, thread by thread. */
export function RequestLetter({ rows, read, holder }: LetterProps) {
  const { data } = useApp();
  const groups = groupsOf(data, rows);
  const numbers = new Map(groups.flatMap((group) => group.rows).map((row, at) => [row, at + 1]));
  /** The first one below the last heading of a thread, where there is any: it would seem to be of that thread. */
  const untitled = groups.some(isTitled) ? groups.find((group) => !isTitled(group)) : undefined;
  const unread = rows.filter((row) => !read.has(data.index.requests.finding[row]!)).length;
  return (
    <div class="letter print-only">
      <Summary groups={groups} rows={rows} numbers={numbers} holder={holder} />
      <h2 class="appendix">Appendix: the {counted(rows.length, 'message')}, thread by thread</h2>
      {unread > 0 && (
        <p>{withCommas(unread)} of them were not read and are left out: print with the button of the list.</p>
      )}
      <table class="table requests">
        <thead>
          <tr>
            <th scope="col">No.</th>
            <th scope="col">From</th>
            <th scope="col">To, Cc</th>
            <th scope="col">When (UTC)</th>
            <th scope="col">How it is known</th>
            {!holder && <th scope="col">Expected from</th>}
          </tr>
        </thead>
        {groups.map((group) => (
          <tbody key={group.rows[0]}>
            {(isTitled(group) || group === untitled) && (
              <tr class="of-thread">
                <th scope="rowgroup" colSpan={holder ? 5 : 6}>
                  {isTitled(group) ? titleOf(data, group) : 'One message of each of these other threads'}
                </th>
              </tr>
            )}
            {group.rows.map((row) => (
              <Line
                key={row}
                finding={read.get(data.index.requests.finding[row]!)}
                number={numbers.get(row)!}
                title={titleOf(data, group)}
                isTitled={isTitled(group)}
                holder={holder}
              />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

interface SummaryProps {
  readonly groups: readonly Group[];
  readonly rows: readonly number[];
  readonly numbers: ReadonlyMap<number, number>;
  readonly holder: string;
}

function Summary({ groups, rows, numbers, holder }: SummaryProps) {
  const { data } = useApp();
  const { known, time } = data.index.requests;
  const times = rows.map((row) => time[row]!).filter((moment) => !Number.isNaN(moment));
  const [first, last] = times.reduce(
    ([a, b], moment) => [Math.min(a, moment), Math.max(b, moment)],
    [Infinity, -Infinity],
  );
  const kinds = Object.entries(KNOWN).map(
    ([letter, text]) => [text, rows.filter((row) => known[row] === letter).length] as const,
  );
  const holders = holder ? [] : holdersOf(data, rows);
  const largest = [...groups].sort((a, b) => b.rows.length - a.rows.length).slice(0, NAMED);
  return (
    <section class="letter-summary">
      <p>
        Asked for: {counted(rows.length, 'message')}
        {times.length > 0 && `, at the latest of ${spanInUtc(first, last)} (days in UTC)`}, that others cite or quote
        and that no custodian produced
        {holder && `, expected from ${visibleText(holder)}`}. The appendix lists each.
      </p>
      <Counts title="How they are known" counts={kinds} />
      {holders.length > 0 && (
        <Counts title="Expected from" counts={holders.map(([name, count]) => [visibleText(name), count])} />
      )}
      <Counts title="When, at the latest" counts={periodsOf(data, rows)} />
      <h2>
        {groups.length > NAMED ? `The ${NAMED} threads of ${withCommas(groups.length)} that lack most` : 'By thread'}
      </h2>
      <table class="table">
        <tbody>
          {largest.map((group) => (
            <tr key={group.rows[0]}>
              <td>{titleOf(data, group)}</td>
              <td class="number">{withCommas(group.rows.length)}</td>
              <td>{numbersText(group.rows.map((row) => numbers.get(row)!))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface CountsProps {
  readonly title: string;
  readonly counts: readonly (readonly [string, number])[];
}

function Counts({ title, counts }: CountsProps) {
  return (
    <>
      <h2>{title}</h2>
      <p>
        {counts
          .filter(([, count]) => count > 0)
          .map(([name, count]) => `${name}: ${withCommas(count)}`)
          .join(' · ')}
      </p>
    </>
  );
}

interface LineProps {
  readonly finding: ViewerFinding | undefined;
  readonly number: number;
  /** Its thread. */
  readonly title: string;
  /** True where the thread stands above. */
  readonly isTitled: boolean;
  readonly holder: string;
}

function Line({ finding, number, title, isTitled, holder }: LineProps) {
  if (!finding) return null;
  const { detail } = requestOf(finding);
  const subject = visibleText(detail.subject ?? '');
  return (
    <tr>
      <td>{number}</td>
      <td>{detail.from ? mailboxText(detail.from) : 'unknown'}</td>
      <td>
        {fewOf([...detail.to, ...detail.cc].map(({ name, address }) => visibleText(name || address))) || 'unknown'}
      </td>
      <td>{whenText(detail.interval)}</td>
      <td>
        {visibleText(firstPart(detail.known[0] ?? finding.summary))}
        {!isTitled && <span class="place">{title}</span>}
        {subject && !title.includes(bare(subject)) && <span class="place">Subject {subject}</span>}
        {detail.messageId && <span class="place">Message-ID {visibleText(detail.messageId)}</span>}
        {finding.bates && <span class="place">in {finding.bates.map(visibleText).join('; ')}</span>}
      </td>
      {!holder && <td>{expectedText(detail)}</td>}
    </tr>
  );
}

/** Requests by thread, each in order of time: threads with a heading, then those of one request; in the order of the strongest of each. */
function groupsOf(data: CaseData, rows: readonly number[]): readonly Group[] {
  const { requests, findings } = data.index;
  const groups = new Map<number, number[]>();
  for (const row of rows) {
    const [post] = findings.posts.of(requests.finding[row]!);
    const thread = post === undefined ? -1 : data.threadOf[post]!;
    const known = groups.get(thread);
    if (known) known.push(row);
    else groups.set(thread, [row]);
  }
  const all = [...groups].map(([thread, own]) => ({
    thread,
    rows: [...sortedBy(Int32Array.from(own), (row) => requests.time[row]!)],
  }));
  return [...all.filter(isTitled), ...all.filter((group) => !isTitled(group))];
}

/** A heading for each thread that lacks one message would take half of the paper. */
const isTitled = ({ rows }: Group): boolean => rows.length > 1;

function titleOf(data: CaseData, { thread }: Group): string {
  if (thread < 0) return 'In no thread';
  return `${visibleText(subjectOfThread(data, thread)) || '(no subject)'} (thread ${shortThreadKey(threadKey(data, thread))})`;
}

/** Counts by month, or by year where there are many months. */
function periodsOf({ index: { requests } }: CaseData, rows: readonly number[]): readonly (readonly [string, number])[] {
  const count = (length: number) => {
    const counts = new Map<string, number>();
    for (const row of [...sortedBy(Int32Array.from(rows), (of) => requests.time[of]!)]) {
      const time = requests.time[row]!;
      const period = Number.isNaN(time) ? 'date unknown' : new Date(time * 1000).toISOString().slice(0, length);
      counts.set(period, (counts.get(period) ?? 0) + 1);
    }
    return [...counts];
  };
  const months = count('2019-05'.length);
  return months.length > MONTHS ? count('2019'.length) : months;
}

/** `RE: FW: Plan` → `Plan`: the heading of the thread says it. */
const bare = (subject: string): string => subject.replace(/^(?:[a-z]{2,3}: *){1,9}/i, '');

/** The first of many; the finding names all. */
const fewOf = (names: readonly string[]): string =>
  names.length > FEW + 1 ? `${names.slice(0, FEW).join('; ')} and ${names.length - FEW} more` : names.join('; ');

/** Of several witnesses the first: `quoted by 3 messages: A of 3 May "Plan"; B …` ends before B. */
const firstPart = (known: string): string => (known.includes(': ') ? known.split('; ', 1)[0]! : known);

/** `3, 4, 5, 9` → `Nos. 3–5, 9`. */
function numbersText(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run && run[1] === number - 1) run[1] = number;
    else runs.push([number, number]);
  }
  return `No${numbers.length > 1 ? 's' : ''}. ${runs.map(([from, to]) => (from === to ? from : `${from}–${to}`)).join(', ')}`;
}
