import type { CaseGlance } from '../report/page/case-glance.js';
import { withField } from '../report/search-query.js';
import { visibleText } from '../text/visible-text.js';
import { linkToPair } from './pair/pair-page.js';
import { useFrame } from './state/app-context.js';
import { byteText, counted, spanInUtc, withCommas } from './state/format-text.js';
import { linkTo } from './state/route.js';
import { VolumePlot } from './time/volume-plot.js';

const SOURCES = 12;

/** The case at a glance: from what was counted when it was built, so that a case of any size is there at once. */
export function Overview() {
  const { first } = useFrame();
  const { title, events, glance } = first;
  const { days, couples, missing, others, people } = glance;
  const timed = [...days.produced, ...days.recovered].reduce((sum, count) => sum + count, 0);
  const undated = glance.produced + glance.recovered - timed;
  const most = couples.reduce((sum, { there, back }) => Math.max(sum, there + back), 1);
  return (
    <div class="page wide overview">
      <h1>{visibleText(title)}</h1>
      <p class="lead">
        {days.span ? `${spanInUtc(...days.span)} (days in UTC)` : 'Nothing is dated.'}
        {days.outside > 0 && ` · ${counted(days.outside, 'post')} years before or after`}
        {glance.hiddenThreads > 0 && ` · a filter left out ${counted(glance.hiddenThreads, 'thread')}`}
      </p>
      <dl class="figures">
        <Figure value={glance.threads} name="threads" link={linkTo('threads')} />
        <Figure
          value={glance.produced}
          name="messages produced"
          note={`${withCommas(glance.messages)} with copies`}
          link={linkTo('threads', '', 'kind:produced')}
        />
        <Figure
          value={glance.recovered}
          name="recovered from quotations"
          tone="recovered"
          link={linkTo('threads', '', 'kind:recovered')}
        />
        <Figure
          value={missing}
          name="missing, only named"
          tone="missing"
          link={linkTo('threads', '', 'kind:missing')}
        />
        <Figure
          value={people}
          name="people"
          note={others ? `${withCommas(others + people)} with lists and bare addresses` : ''}
          link={linkTo('people')}
        />
        <Figure value={glance.findings} name="findings" link={linkTo('findings')} />
      </dl>
      <section class="tile">
        <h2>Volume</h2>
        <VolumePlot days={days} events={events} />
        <p class="legend quiet">
          <span class="swatch produced" /> produced <span class="swatch unproduced" /> recovered from quotations
          {missing > 0 && ` · ${counted(missing, 'missing post')} not drawn: no time of their own is known`}
          {undated > 0 && ` · ${counted(undated, 'post')} without a date not drawn`}
        </p>
      </section>
      <div class="tiles">
        <section class="tile">
          <h2>Findings to read first</h2>
          <ul class="plain-list">
            {glance.toSee.map((finding) => (
              <li key={finding.key} class={`severity-${finding.severity}`}>
                <a href={linkTo('finding', finding.key)}>{finding.label}</a>
                <p>{visibleText(finding.summary)}</p>
              </li>
            ))}
          </ul>
          {glance.toSee.length === 0 && <p class="empty">None.</p>}
          <p>
            <a href={linkTo('findings')}>All {counted(glance.findings, 'finding')}</a>
          </p>
        </section>
        <section class="tile">
          <h2>Who exchanged most</h2>
          {couples.length === 0 && <p class="empty">No message tells whom somebody wrote to.</p>}
          <ul class="pairs-list">
            {couples.map(({ one, other, there, back }) => (
              <li key={`${one[0]} ${other[0]}`}>
                <span>
                  <a href={linkTo('person', one[0])}>{visibleText(one[1])}</a>
                  {' and '}
                  <a href={linkTo('person', other[0])}>{visibleText(other[1])}</a>
                </span>
                <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
                  <rect width={(100 * there) / most} height="6" class="bar" />
                  <rect x={(100 * there) / most} width={(100 * back) / most} height="6" class="bar-back" />
                </svg>
                <a class="quiet" href={linkToPair(one[0], other[0])}>
                  {withCommas(there)} there, {withCommas(back)} back
                </a>
              </li>
            ))}
          </ul>
        </section>
        <Absent glance={glance} />
      </div>
      <Sources sources={glance.sources} />
      {glance.problems.length > 0 && <Problems problems={glance.problems} />}
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
      <dt>
        {name}
        {note && <span class="note">{note}</span>}
      </dt>
      <dd>
        <a href={link}>{withCommas(value)}</a>
      </dd>
    </div>
  );
}

function Absent({ glance }: { readonly glance: CaseGlance }) {
  const { absent, absentCopies, gaps, holders } = glance;
  return (
    <section class="tile">
      <h2>What is missing</h2>
      <p>
        Known of, but not produced: <a href={linkTo('requests')}>{counted(absent, 'message')}</a> that others quote
        (recovered) or only name, or that a numbered series lacks.
      </p>
      {absentCopies > 0 && (
        <p>
          <a href={linkTo('findings', '', 'finding:absent-copy')}>{counted(absentCopies, 'copy', 'copies')}</a> are
          expected of a custodian who did not produce them.
        </p>
      )}
      {gaps.length > 0 && (
        <p>
          Bates numbers between documents that no row of the load files bears (nothing here tells why):{' '}
          {gaps.slice(0, SOURCES).map(visibleText).join(', ')}
          {gaps.length > SOURCES && ` and ${counted(gaps.length - SOURCES, 'more gap', 'more gaps')}`}
        </p>
      )}
      {holders.length > 0 && (
        <table class="table slim">
          <thead>
            <tr>
              <th scope="col">Custodian</th>
              <th scope="col">expected to hold</th>
            </tr>
          </thead>
          <tbody>
            {holders.slice(0, SOURCES).map(([holder, number]) => (
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

function Sources({ sources }: Pick<CaseGlance, 'sources'>) {
  return (
    <section class="tile">
      <h2>What was handed over</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section class="scroll tall" tabIndex={0} aria-label="Sources">
        <table class="table sources stacked">
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
                <td data-label={source.custodian || source.guess ? 'of' : undefined}>
                  {visibleText(source.custodian ?? '')}
                  {source.guess && (
                    <span class="quiet" title={visibleText(source.guess.reason)}>
                      perhaps {visibleText(source.guess.name)}
                    </span>
                  )}
                </td>
                <td data-label="format">{source.format}</td>
                <td class="number" data-label="messages">
                  {withCommas(source.messages)}
                  {source.expected !== undefined && ` of ${withCommas(source.expected)}`}
                  {source.failed && <span class="quiet"> {withCommas(source.failed)} failed</span>}
                </td>
                <td data-label={source.days && 'days'}>
                  {source.days && (source.days[0] === source.days[1] ? source.days[0] : source.days.join(' … '))}
                </td>
                <td class="number" data-label="size">
                  {byteText(source.size)}
                </td>
                <td data-label={source.sha256 ? 'SHA-256' : undefined}>
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

function Problems({ problems }: Pick<CaseGlance, 'problems'>) {
  return (
    <section class="tile">
      <h2>What was wrong with the input</h2>
      <ul class="plain-list">
        {problems.map((problem) => (
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
