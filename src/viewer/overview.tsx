import { useMemo } from 'preact/hooks';
import type { ViewerFinding } from '../report/page/viewer-data.js';
import { withField } from '../report/search-query.js';
import { visibleText } from '../text/visible-text.js';
import { linkToPair } from './pair/pair-page.js';
import { useApp } from './state/app-context.js';
import { type CaseData, nameOf } from './state/case-data.js';
import { kindName } from './state/finding-kinds.js';
import { byteText, counted, spanOf, withCommas } from './state/format-text.js';
import { couplesOf } from './state/pairs.js';
import { plausibleRange } from './state/plausible-span.js';
import { linkTo } from './state/route.js';
import { VolumePlot } from './time/volume-plot.js';

const SOURCES = 12;
const TOP = 8;
/** Findings of the first screen, and of one kind among them. */
const TO_SEE = 5;
const OF_A_KIND = 2;

/** The case at a glance. */
export function Overview() {
  const { data } = useApp();
  const { index } = data;
  const kinds = { p: 0, r: 0, m: 0 };
  for (const kind of index.posts.kind) kinds[kind as 'p']++;
  const named = [...index.persons.kind].filter((kind) => kind === 'p').length;
  const others = index.persons.id.length - named;
  const { first, last, outside } = useMemo(() => spanOfAll(data), [data]);
  const couples = couplesOf(data, TOP);
  const most = couples.reduce((sum, { there, back }) => Math.max(sum, there + back), 1);
  const top = useMemo(() => findingsToSee(data), [data]);
  return (
    <div class="page wide overview">
      <h1>{visibleText(index.title)}</h1>
      <p class="lead">
        {Number.isNaN(first) ? 'Nothing is dated.' : spanOf(first, last)}
        {outside > 0 && ` · ${counted(outside, 'post')} years before or after`}
        {index.hiddenThreads > 0 && ` · a filter left out ${counted(index.hiddenThreads, 'thread')}`}
      </p>
      <dl class="figures">
        <Figure value={data.threadCount} name="threads" link={linkTo('threads')} />
        <Figure
          value={kinds.p}
          name="messages produced"
          note={`${withCommas(index.messages)} with copies`}
          link={linkTo('threads', '', 'kind:produced')}
        />
        <Figure
          value={kinds.r}
          name="recovered from quotations"
          tone="recovered"
          link={linkTo('threads', '', 'kind:recovered')}
        />
        <Figure
          value={kinds.m}
          name="missing, only named"
          tone="missing"
          link={linkTo('threads', '', 'kind:missing')}
        />
        <Figure
          value={named}
          name="people"
          note={others ? `${withCommas(others + named)} with lists and bare addresses` : ''}
          link={linkTo('people')}
        />
        <Figure value={data.findings.length} name="findings" link={linkTo('findings')} />
      </dl>
      <section class="tile">
        <h2>Volume</h2>
        <VolumePlot data={data} posts={null} />
        <p class="legend quiet">
          <span class="swatch produced" /> produced <span class="swatch unproduced" /> recovered from quotations
          {kinds.m > 0 && ` · ${counted(kinds.m, 'missing post')} not drawn: no time of their own is known`}
        </p>
      </section>
      <div class="tiles">
        <section class="tile">
          <h2>Findings to read first</h2>
          <ul class="plain-list">
            {top.map((finding) => (
              <li key={finding.key} class={`severity-${finding.severity}`}>
                <a href={linkTo('finding', finding.key)}>{kindName(data, finding)}</a>
                <p>{visibleText(finding.summary)}</p>
              </li>
            ))}
          </ul>
          {top.length === 0 && <p class="empty">None.</p>}
          <p>
            <a href={linkTo('findings')}>All {counted(data.findings.length, 'finding')}</a>
          </p>
        </section>
        <section class="tile">
          <h2>Who exchanged most</h2>
          <ul class="pairs-list">
            {couples.map(({ one, other, there, back }) => (
              <li key={`${one} ${other}`}>
                <span>
                  <a href={linkTo('person', index.persons.id[one]!)}>{visibleText(nameOf(data, one))}</a>
                  {' and '}
                  <a href={linkTo('person', index.persons.id[other]!)}>{visibleText(nameOf(data, other))}</a>
                </span>
                <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
                  <rect width={(100 * there) / most} height="6" class="bar" />
                  <rect x={(100 * there) / most} width={(100 * back) / most} height="6" class="bar-back" />
                </svg>
                <a class="quiet" href={linkToPair(index.persons.id[one]!, index.persons.id[other]!)}>
                  {withCommas(there)} there, {withCommas(back)} back
                </a>
              </li>
            ))}
          </ul>
        </section>
        <Absent data={data} />
      </div>
      <Sources data={data} />
      {index.problems.length > 0 && <Problems data={data} />}
    </div>
  );
}

interface FigureProps {
  readonly value: number;
  readonly name: string;
  readonly link: string;
  readonly note?: string;
  readonly tone?: string;
}

function Figure({ value, name, link, note, tone = '' }: FigureProps) {
  return (
    <div class={`figure ${tone}`}>
      <dt>{name}</dt>
      <dd>
        <a href={link}>{withCommas(value)}</a>
        {note && <span class="quiet">{note}</span>}
      </dd>
    </div>
  );
}

function Absent({ data }: { readonly data: CaseData }) {
  const holders = new Map<string, number>();
  let count = 0;
  for (const { kind, detail } of data.findings) {
    if (kind !== 'missing-message') continue;
    count++;
    const { expectedHolders = [] } = detail as { expectedHolders?: readonly string[] };
    for (const holder of expectedHolders) holders.set(holder, (holders.get(holder) ?? 0) + 1);
  }
  const { gaps = [] } = data.index;
  const copies = data.index.findingKinds.find(({ name }) => name === 'absent-copy')?.count ?? 0;
  return (
    <section class="tile">
      <h2>What is missing</h2>
      <p>
        Known of, but not produced: <a href={linkTo('requests')}>{counted(count, 'message')}</a> that others quote
        (recovered) or only name, or that a numbered series lacks.
      </p>
      {copies > 0 && (
        <p>
          <a href={linkTo('findings', '', 'finding:absent-copy')}>{counted(copies, 'copy', 'copies')}</a> should lie
          with a custodian who did not produce them.
        </p>
      )}
      {gaps.length > 0 && (
        <p>
          Bates numbers between documents that no row of the load files bears (nothing here tells why):{' '}
          {gaps.slice(0, SOURCES).map(visibleText).join(', ')}
          {gaps.length > SOURCES && ` and ${counted(gaps.length - SOURCES, 'more gap', 'more gaps')}`}
        </p>
      )}
      {holders.size > 0 && (
        <table class="table slim">
          <thead>
            <tr>
              <th scope="col">Custodian</th>
              <th scope="col">should hold</th>
            </tr>
          </thead>
          <tbody>
            {[...holders]
              .sort((a, b) => b[1] - a[1])
              .slice(0, SOURCES)
              .map(([holder, number]) => (
                <tr key={holder}>
                  <td>{visibleText(holder)}</td>
                  <td class="number">
                    <a href={linkTo('requests', '', withField('', 'custodian', holder))}>{withCommas(number)}</a>
                  </td>
                </tr>
              ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Sources({ data }: { readonly data: CaseData }) {
  const { sources } = data.index;
  return (
    <section class="tile">
      <h2>What was handed over</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section class="scroll tall" tabIndex={0} aria-label="Sources">
        <table class="table">
          <thead>
            <tr>
              <th scope="col">Source</th>
              <th scope="col">Custodian</th>
              <th scope="col">Format</th>
              <th scope="col">Messages</th>
              <th scope="col">Days</th>
              <th scope="col">Size</th>
              <th scope="col">SHA-256</th>
            </tr>
          </thead>
          <tbody>
            {sources.map((source) => (
              <tr key={source.name}>
                <td>
                  {visibleText(source.name)}
                  {source.problems && <span class="place">{source.problems.join(', ')}</span>}
                </td>
                <td>
                  {visibleText(source.custodian ?? '')}
                  {source.guess && (
                    <span class="quiet" title={visibleText(source.guess.reason)}>
                      perhaps {visibleText(source.guess.name)}
                    </span>
                  )}
                </td>
                <td>{source.format}</td>
                <td class="number">
                  {withCommas(source.messages)}
                  {source.expected !== undefined && ` of ${withCommas(source.expected)}`}
                  {source.failed && <span class="quiet"> {withCommas(source.failed)} failed</span>}
                </td>
                <td>{source.days && (source.days[0] === source.days[1] ? source.days[0] : source.days.join(' … '))}</td>
                <td class="number">{byteText(source.size)}</td>
                <td>
                  <code class="hash">{source.sha256 ?? ''}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}

function Problems({ data }: { readonly data: CaseData }) {
  return (
    <section class="tile">
      <h2>What was wrong with the input</h2>
      <ul class="plain-list">
        {data.index.problems.map((problem) => (
          <li key={`${problem.severity} ${problem.code}`}>
            <b>{problem.code}</b>{' '}
            <span class="quiet">
              {problem.severity}, {withCommas(problem.count)}
            </span>
            <p>{visibleText(problem.examples[0]?.message ?? '')}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** First and last day of what is dated, but for a few posts that lie years away from the others; and how many those are. */
function spanOfAll(data: CaseData): { readonly first: number; readonly last: number; readonly outside: number } {
  const times = Float64Array.from(data.time)
    .filter((time, post) => !Number.isNaN(time) && data.index.posts.kind[post] !== 'm')
    .sort();
  if (!times.length) return { first: Number.NaN, last: Number.NaN, outside: 0 };
  const [first, last] = plausibleRange(times);
  return { first: times[first]!, last: times[last]!, outside: times.length - (last - first + 1) };
}

/** The findings that a person must see: the gravest, not more than two of a kind. */
function findingsToSee(data: CaseData): readonly ViewerFinding[] {
  const counts = new Map<string, number>();
  const shown: ViewerFinding[] = [];
  for (const finding of data.findings) {
    const count = counts.get(finding.kind) ?? 0;
    if (count >= OF_A_KIND || finding.kind === 'missing-message' || finding.kind === 'inclusive') continue;
    counts.set(finding.kind, count + 1);
    shown.push(finding);
    if (shown.length === TO_SEE) break;
  }
  return shown;
}
