import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { CaseEvent } from '../../report/answer/report-file.js';
import { countBetween, type DayCounts } from '../../report/page/day-counts.js';
import { visibleText } from '../../text/visible-text.js';
import { counted, isoDay, withCommas } from '../state/format-text.js';
import { linkTo } from '../state/route.js';
import { LABEL_LINE, placeLabels } from './event-labels.js';

interface VolumePlotProps {
  readonly days: DayCounts;
  readonly events: readonly CaseEvent[];
  readonly height?: number;
  /** Added to the query that a bar links to. */
  readonly query?: string;
}

interface Bin {
  readonly from: number;
  readonly to: number;
  readonly label: string;
  produced: number;
  absent: number;
}

const DAY = 86_400;
const WIDTH = 1000;
/** Pixels that the label of a bar takes. */
const LABEL = 85;

/**
 * Posts over time as bars that link to the list of them, with events as lines. Missing posts are left out: they have no moment of their
 * own.
 */
export function VolumePlot({ days, events, height = 170, query = '' }: VolumePlotProps) {
  const { bins, outside } = useMemo(() => binsOf(days), [days]);
  const [width, setWidth] = useState(WIDTH);
  const figure = useRef<HTMLElement>(null);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(Math.max(200, Math.round(entry!.contentRect.width))));
    if (figure.current) observer.observe(figure.current);
    return () => observer.disconnect();
  }, []);
  if (!bins.length) return <p class="empty">Nothing is dated.</p>;
  const marks = placeLabels(events, bins[0]!.from, bins.at(-1)!.to, width);
  const above = LABEL_LINE * marks.reduce((rows, { row }) => Math.max(rows, row + 1), 0);
  const full = height + above;
  const most = Math.max(1, ...bins.map((bin) => bin.produced + bin.absent));
  const [first, last] = [bins[0]!.from, bins.at(-1)!.to];
  const x = (time: number) => ((time - first) / (last - first)) * width;
  const y = (count: number) => (count / most) * (height - 44);
  const base = full - 22;
  const step = Math.ceil((bins.length * LABEL) / width);
  return (
    <figure class="plot" ref={figure}>
      {/* biome-ignore lint/a11y/useSemanticElements: a picture that holds links */}
      <svg viewBox={`0 0 ${width} ${full}`} role="group" aria-label={`Posts over time, at most ${most} in one bar`}>
        <line x1="0" x2={width} y1={base} y2={base} class="axis" />
        {bins.map((bin, at) => {
          const left = x(bin.from);
          const wide = Math.max(1, x(bin.to) - left - Math.min(3, (x(bin.to) - left) * 0.15));
          const total = bin.produced + bin.absent;
          if (!total)
            return at % step === 0 ? <Tick key={bin.label} width={width} x={left} base={base} bin={bin} /> : null;
          return (
            <g key={bin.label}>
              <a href={listOf(query, bin.from, bin.to)} aria-label={`${bin.label}: ${counted(total, 'post')}`}>
                <title>{`${bin.label}: ${counted(total, 'post')}`}</title>
                <rect x={left} y={0} width={wide} height={base} class="bar-hit" />
                <rect x={left} y={base - y(total)} width={wide} height={y(bin.produced)} class="bar" rx="1.5" />
                {bin.absent > 0 && (
                  <rect x={left} y={base - y(bin.absent)} width={wide} height={y(bin.absent)} class="bar-absent" />
                )}
              </a>
              {at % step === 0 && <Tick width={width} x={left} base={base} bin={bin} />}
            </g>
          );
        })}
        {marks.map((event) => (
          <g key={`${event.date} ${event.label}`} class="event">
            <line x1={event.x} x2={event.x} y1={event.row * LABEL_LINE + 4} y2={base} />
            <text
              x={event.x + (event.isLeft ? -6 : 6)}
              y={event.row * LABEL_LINE + 12}
              text-anchor={event.isLeft ? 'end' : 'start'}
            >
              <title>{visibleText(event.label)}</title>
              {event.shown}
            </text>
          </g>
        ))}
      </svg>
      {marks.length > 0 && <EventCounts days={days} events={marks} query={query} />}
      <p class="quiet small">
        Days in UTC
        {outside > 0 && ` · ${counted(outside, 'post')} far before or after the others not drawn`}
      </p>
    </figure>
  );
}

interface TickProps {
  readonly x: number;
  readonly base: number;
  readonly bin: Bin;
  readonly width: number;
}

function Tick({ x, base, bin, width }: TickProps) {
  if (x > width - 58) return null;
  return (
    <text x={x} y={base + 16} class="tick">
      {bin.label}
    </text>
  );
}

interface EventCountsProps {
  readonly days: DayCounts;
  readonly events: readonly (CaseEvent & { readonly at: number })[];
  readonly query: string;
}

/** The chronology of the days from one moment to another. */
function listOf(query: string, from: number, to: number): string {
  const days = `-kind:missing after:${isoDay(from)} before:${isoDay(to - 1)}`;
  return linkTo('timeline', 'list', query ? `${query} ${days}` : days);
}

const AROUND = 30 * DAY;

/** Posts in the thirty days before each event, on its day, and in the thirty days after, each with a link to them. */
function EventCounts({ days, events, query }: EventCountsProps) {
  const count = (from: number, to: number) => countBetween(days, from, to);
  return (
    <figcaption>
      {events.map((event) => {
        const day = Math.floor(event.at / DAY) * DAY;
        const next = day + DAY;
        return (
          <span key={`${event.date} ${event.label}`}>
            <b>{visibleText(event.label)}</b>, {event.date}:{' '}
            <a href={listOf(query, day - AROUND, day)}>{counted(count(day - AROUND, day), 'post')}</a> in the 30 days
            before, <a href={listOf(query, day, next)}>{withCommas(count(day, next))}</a> on the day (UTC),{' '}
            <a href={listOf(query, next, next + AROUND)}>{withCommas(count(next, next + AROUND))}</a> in the 30 days
            after
          </span>
        );
      })}
    </figcaption>
  );
}

/** Days, weeks, months or years, so that there are at most about eighty bars. Outliers at either end do not stretch the plot. */
function binsOf({ day, produced, recovered, span }: DayCounts): { readonly bins: Bin[]; readonly outside: number } {
  if (!span) return { bins: [], outside: 0 };
  const [first, last] = span;
  const days = (last - first) / DAY;
  const unit = days <= 70 ? 'day' : days <= 500 ? 'week' : days <= 2600 ? 'month' : 'year';
  const bins: Bin[] = [];
  for (let from = floorTo(first, unit); from <= last; from = bins.at(-1)!.to)
    bins.push({ from, to: nextAfter(from, unit), label: labelOf(from, unit), produced: 0, absent: 0 });
  let at = 0;
  let outside = 0;
  for (const [place, number] of day.entries()) {
    const time = number * DAY;
    if (time < bins[0]!.from || time >= bins.at(-1)!.to) {
      outside += produced[place]! + recovered[place]!;
      continue;
    }
    while (time >= bins[at]!.to) at++;
    bins[at]!.produced += produced[place]!;
    bins[at]!.absent += recovered[place]!;
  }
  return { bins, outside };
}

type Unit = 'day' | 'week' | 'month' | 'year';

function floorTo(time: number, unit: Unit): number {
  const date = new Date(time * 1000);
  const day = Math.floor(time / DAY) * DAY;
  if (unit === 'day') return day;
  if (unit === 'week') return day - ((date.getUTCDay() + 6) % 7) * DAY;
  return Date.UTC(date.getUTCFullYear(), unit === 'month' ? date.getUTCMonth() : 0) / 1000;
}

function nextAfter(time: number, unit: Unit): number {
  const date = new Date(time * 1000);
  if (unit === 'day') return time + DAY;
  if (unit === 'week') return time + 7 * DAY;
  if (unit === 'month') return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1) / 1000;
  return Date.UTC(date.getUTCFullYear() + 1, 0) / 1000;
}

function labelOf(time: number, unit: Unit): string {
  return isoDay(time).slice(0, unit === 'year' ? 4 : unit === 'month' ? 7 : 10);
}
