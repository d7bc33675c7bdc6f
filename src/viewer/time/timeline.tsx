import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { visibleText } from '../../text/visible-text.js';
import { usePrinting } from '../screen/printing.js';
import { GoToDay } from '../search/go-to-day.js';
import { SearchState } from '../search/search-state.js';
import { useApp } from '../state/app-context.js';
import { type CaseData, nameOf, parentOf } from '../state/case-data.js';
import { counted, fullTime, momentText, toneOf, withCommas } from '../state/format-text.js';
import type { Resent } from '../state/resent.js';
import { linkTo } from '../state/route.js';
import { Chronology } from './chronology.js';
import { datedPosts, lanesOf, postsBetween } from './dated-posts.js';
import { Density } from './density.js';
import { LABEL_LINE, placeLabels } from './event-labels.js';
import { apart, namedScale, SCALES, type Scale, scaleFor, ticksOf, ZOOMS } from './time-ticks.js';

const DAY = 86_400;
const LANE = 44;
/** The same on paper: all lanes stand on one sheet. */
const PAPER_LANE = 32;
/** Pixels above the lanes: the names of days, and below them those of events, a line or more. */
const DAYS = 29;
const NAMES = 150;
/** Pixels that the name of a day takes. */
const TICK = 50;
/** Pixels of the lanes on paper: A4 and US Letter, lying on their side, hold them beside the names. */
const PAPER = 770;
/** Posts in sight beyond which bars stand for them. */
const MOST = 1500;

/** What happened in order: drawn on lanes, or as a list. */
export function Timeline() {
  const { route } = useApp();
  const isList = route.key === 'list';
  return (
    <div class={`page timeline ${isList ? 'wide' : 'fill'}`}>
      <h1>Timeline</h1>
      <nav class="segmented" aria-label="Form of the timeline">
        <a href={linkTo('timeline', '', route.query)} aria-current={isList ? undefined : 'page'}>
          Lanes
        </a>
        <a href={linkTo('timeline', 'list', route.query)} aria-current={isList ? 'page' : undefined}>
          List
        </a>
      </nav>
      {isList ? <Chronology /> : <Lanes />}
    </div>
  );
}

/** Posts on lanes by person, replies as arcs, events as lines. Only what is in sight is drawn. */
function Lanes() {
  const { data, route, result, zone } = useApp();
  const { posts, outside, undated } = useMemo(
    () => datedPosts(data, route.query && result ? result.posts : null),
    [data, route.query, result],
  );
  const lanes = useMemo(() => lanesOf(data, posts), [data, posts]);
  const passedOn = useMemo(
    () => data.resent.filter(({ post }) => !route.query || !result || result.posts[post]),
    [data, route.query, result],
  );
  const [oldest, newest] = posts.length
    ? [data.time[posts[0]!]!, lastMoment(data.time[posts.at(-1)!]!, passedOn)]
    : [0, 0];
  // Room on both sides, so that the first post and the last are drawn whole.
  const room = Math.max(2 * DAY, (newest - oldest) * 0.015);
  const first = posts.length ? Math.floor((oldest - room) / DAY) * DAY : 0;
  const last = posts.length ? newest + room + DAY : DAY;
  const [chosen, setChosen] = useState<Scale | null>(null);
  const scale = chosen ?? scaleFor((last - first) / DAY);
  const [view, setView] = useState<readonly [left: number, width: number]>([0, 1200]);
  const box = useRef<HTMLDivElement>(null);
  const printing = usePrinting();
  const lane = printing ? PAPER_LANE : LANE;
  // On paper the whole stands on one sheet.
  const pixelsOf = (of: Scale) => (of === 'all' ? (Math.max(view[1], 300) * DAY) / (last - first) : SCALES[of]);
  const pixels = printing ? (PAPER * DAY) / (last - first) : pixelsOf(scale);
  const width = Math.max(300, Math.floor(((last - first) / DAY) * pixels));
  const seen = printing ? ([0, PAPER] as const) : view;
  const look = () => {
    const element = box.current;
    if (element) setView([element.scrollLeft, element.clientWidth]);
  };
  useEffect(() => {
    const observer = new ResizeObserver(look);
    if (box.current) observer.observe(box.current);
    return () => observer.disconnect();
  }, [posts.length === 0]);
  const zoom = (to: Scale) => {
    const element = box.current;
    setChosen(to);
    // Nothing is drawn where nothing fits.
    if (!element) return;
    const middle = (element.scrollLeft + element.clientWidth / 2) / pixels;
    requestAnimationFrame(() => {
      element.scrollLeft = middle * pixelsOf(to) - element.clientWidth / 2;
      look();
    });
  };
  const x = (time: number) => ((time - first) / DAY) * pixels;
  const [from, to] = [first + ((seen[0] - 200) / pixels) * DAY, first + ((seen[0] + seen[1] + 200) / pixels) * DAY];
  const inSight = useMemo(() => postsBetween(data, posts, from, to), [data, posts, from, to]);
  const resent = passedOn.filter(({ time }) => time >= from && time <= to);
  const marks = placeLabels(data.index.events, first, last, width);
  const top = DAYS + LABEL_LINE * marks.reduce((lines, { row }) => Math.max(lines, row + 1), 1);
  const y = (person: number) => top + (lanes.get(person) ?? lanes.size) * lane + lane / 2;
  const height = top + (lanes.size + 1) * lane + 8;
  const dense = inSight.length > MOST;
  return (
    <>
      <div class="actions">
        <fieldset class="segmented">
          <legend class="hidden">Zoom</legend>
          {ZOOMS.map((name) => (
            <button key={name} type="button" aria-pressed={scale === name} onClick={() => zoom(name)}>
              {name}
            </button>
          ))}
        </fieldset>
        <span class="quiet">
          {counted(posts.length, 'dated post')}
          {route.query !== '' && ' that fit'}, days in UTC
          {outside > 0 && `, ${withCommas(outside)} more far before or after them (see the list)`}
          {undated > 0 && `, ${withCommas(undated)} without a date of their own (see the list)`}
          <SearchState />
          {dense && ', too many in sight to show each: zoom in'}
        </span>
        <GoToDay
          goTo={(time) => {
            if (box.current) box.current.scrollLeft = x(time) - view[1] / 2;
          }}
        />
        <button type="button" class="button small" onClick={() => print()}>
          Print
        </button>
      </div>
      {posts.length === 0 ? (
        <p class="empty">
          Nothing dated {route.query ? 'fits. ' : 'is here.'}
          {route.query && <a href={linkTo('timeline')}>Show all posts</a>}
        </p>
      ) : (
        <div class="lanes">
          <ol class="lane-names" style={{ width: `${NAMES}px`, paddingTop: `${top}px` }}>
            {[...lanes.keys()].map((person) => (
              <li key={person} style={{ height: `${lane}px` }}>
                <a href={linkTo('person', data.index.persons.id.at(person)!)}>{visibleText(nameOf(data, person))}</a>
              </li>
            ))}
            <li style={{ height: `${lane}px` }} class="quiet">
              others
            </li>
          </ol>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
          <section class="lane-box" ref={box} onScroll={look} tabIndex={0} aria-label="Posts over time">
            {/* biome-ignore lint/a11y/useSemanticElements: a picture that holds links */}
            <svg width={width} height={height} role="group" aria-label="Posts on lanes by person">
              {apart(
                ticksOf(
                  Math.max(first, from),
                  Math.min(last, to),
                  printing || scale === 'all' ? namedScale((last - first) / DAY, printing ? PAPER : view[1]) : scale,
                ),
                x,
              ).map((tick) => (
                <g key={tick.at} class="grid">
                  <line x1={x(tick.at)} x2={x(tick.at)} y1={26} y2={height} />
                  {x(tick.at) < width - TICK && (
                    <text x={x(tick.at) + 4} y={20}>
                      {tick.label}
                    </text>
                  )}
                </g>
              ))}
              {[...lanes.values(), lanes.size].map((number) => (
                <line
                  key={number}
                  class="lane"
                  x1={0}
                  x2={width}
                  y1={top + number * lane + lane / 2}
                  y2={top + number * lane + lane / 2}
                />
              ))}
              {dense ? (
                <Density data={data} posts={inSight} lanes={lanes} lane={lane} x={x} y={y} />
              ) : (
                <>
                  <path class="arc" d={arcsOf(data, [...inSight], x, y)} />
                  {resent.map((one) => (
                    <a
                      key={`${one.post} ${one.from} ${one.time}`}
                      href={linkTo('post', data.index.posts.key.at(one.post)!)}
                      aria-label={resentLabel(data, one, zone)}
                    >
                      <title>{resentLabel(data, one, zone)}</title>
                      <circle cx={x(one.time)} cy={y(one.from)} r="4" class={`dot resent ${toneOf(one.from)}`} />
                    </a>
                  ))}
                  {[...inSight].map((post) => (
                    <a
                      key={post}
                      href={linkTo('post', data.index.posts.key.at(post)!)}
                      aria-label={labelOf(data, post, zone)}
                    >
                      <title>{labelOf(data, post, zone)}</title>
                      <circle
                        cx={x(data.time[post]!)}
                        cy={y(data.index.posts.from[post]!)}
                        r="6"
                        class={`dot kind-${data.index.posts.kind[post]} ${toneOf(data.index.posts.from[post]!)}`}
                      />
                    </a>
                  ))}
                </>
              )}
              {marks
                .filter(({ at }) => at >= from && at <= to)
                .map((event) => (
                  <g key={`${event.date} ${event.label}`} class="event">
                    <line x1={event.x} x2={event.x} y1={26 + event.row * LABEL_LINE} y2={height} />
                    <text
                      x={event.x + (event.isLeft ? -5 : 5)}
                      y={38 + event.row * LABEL_LINE}
                      text-anchor={event.isLeft ? 'end' : 'start'}
                    >
                      <title>{visibleText(event.label)}</title>
                      {event.shown}
                    </text>
                  </g>
                ))}
            </svg>
          </section>
        </div>
      )}
    </>
  );
}

function arcsOf(
  data: CaseData,
  posts: readonly number[],
  x: (time: number) => number,
  y: (person: number) => number,
): string {
  const { from } = data.index.posts;
  return posts
    .flatMap((post) => {
      const parent = parentOf(data, post);
      if (parent < 0 || Number.isNaN(data.time[parent]!)) return [];
      const [x1, y1, x2, y2] = [x(data.time[parent]!), y(from[parent]!), x(data.time[post]!), y(from[post]!)];
      // Straight up and down would hide behind each other: such arcs bow to the side.
      const bow = y1 === y2 ? 0 : Math.max(0, 22 - Math.abs(x2 - x1) / 3);
      const lift = y1 === y2 ? Math.min(30, 8 + Math.abs(x2 - x1) / 6) : 0;
      return [
        `M${x1.toFixed(1)} ${y1}C${(x1 + bow).toFixed(1)} ${y1 - lift} ${(x2 + bow).toFixed(1)} ${y2 - lift} ${x2.toFixed(1)} ${y2}`,
      ];
    })
    .join('');
}

function labelOf(data: CaseData, post: number, zone: Parameters<typeof fullTime>[2]): string {
  const { posts, subjects } = data.index;
  return `${visibleText(nameOf(data, posts.from[post]!))}, ${fullTime(data, post, zone)}: ${visibleText(subjects.at(posts.subject[post]!) ?? '')}`;
}

/** When something happened last: a post, or that one was passed on within the year after. */
const lastMoment = (newest: number, resent: readonly Resent[]): number =>
  resent.reduce((last, { time }) => (time > last && time < newest + 365 * DAY ? time : last), newest);

function resentLabel(
  data: CaseData,
  { post, from, time, zone: told }: Resent,
  zone: Parameters<typeof fullTime>[2],
): string {
  return `${visibleText(nameOf(data, from))}, ${momentText(time, told, zone)}, passed on as it was: ${labelOf(data, post, zone)}`;
}
