import { visibleText } from '../text/visible-text.js';
import { useApp } from './state/app-context.js';
import { type CaseData, nameOf } from './state/case-data.js';
import { kindName } from './state/finding-kinds.js';
import { byteText, counted, spanOf, withCommas } from './state/format-text.js';
import { couplesOf } from './state/pairs.js';
import { linkTo } from './state/route.js';
import { VolumePlot } from './time/volume-plot.js';

const SOURCES = 12;
const TOP = 8;

/** The case at a glance. */
export function Overview() {
  const { data } = useApp();
  const { index } = data;
  const kinds = { p: 0, r: 0, m: 0 };
  for (const kind of index.posts.kind) kinds[kind as 'p']++;
  const named = [...index.persons.kind].filter((kind) => kind === 'p').length;
  const others = index.persons.id.length - named;
  const [first, last] = spanOfAll(data);
  const couples = couplesOf(data, TOP);
  const most = couples.length ? couples[0]!.there + couples[0]!.back : 1;
  const top = data.findings.filter(({ kind }) => kind !== 'missing-message' && kind !== 'inclusive').slice(0, TOP);
  return (
    <div class="page wide overview">
      <h1>{visibleText(index.title)}</h1>
      <p class="lead">
        {Number.isNaN(first) ? 'Nothing is dated.' : spanOf(first, last)}
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
          <h2>Strongest pairs</h2>
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
                <span class="quiet">
                  {withCommas(there)} there, {withCommas(back)} back
                </span>
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
                  <td class="number">{withCommas(number)}</td>
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

function spanOfAll(data: CaseData): readonly [number, number] {
  let first = Number.NaN;
  let last = Number.NaN;
  for (let thread = 0; thread < data.threadCount; thread++) {
    if (!(first <= data.first[thread]!) && !Number.isNaN(data.first[thread]!)) first = data.first[thread]!;
    if (!(last >= data.last[thread]!) && !Number.isNaN(data.last[thread]!)) last = data.last[thread]!;
  }
  return [first, last];
}
