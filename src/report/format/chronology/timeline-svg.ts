import type { Post } from '../../../link/post/post.js';
import { senderOf, subjectOf, timeOf } from '../../../link/post/post-facts.js';
import { indexPeople, type PeopleIndex } from '../../../people/person-of.js';
import { linkedPosts } from '../../../thread/thread.js';
import { isoDateOf } from '../../answer/iso-date.js';
import type { Reconstruction } from '../../answer/reconstruction.js';
import type { CaseEvent } from '../../answer/report-file.js';
import { filterThreads, type ReportFilter } from '../../answer/thread-filter.js';
import { type Graph, xmlText } from '../../graph/graph.js';
import { personName } from '../phrases.js';

/** What the drawing of a timeline marks. */
export interface TimelineOptions {
  readonly filter: ReportFilter;
  readonly title: Graph['title'];
  readonly events: readonly CaseEvent[];
}

const DAY = 86_400_000;
const LANES = 20;
const LANE = 34;
const LEFT = 190;
const TOP = 70;
const WIDTH = 1600;
const FONT = 'font-family="system-ui, sans-serif"';

/** The posts on lanes by sender, answers as arcs, events as lines: one SVG picture, 1600 wide, for a document or a wall. */
export function* writeTimelineSvg(
  reconstruction: Reconstruction,
  options: TimelineOptions,
): Generator<string, void, undefined> {
  const people = indexPeople(reconstruction.people);
  const placed = filterThreads(reconstruction.threads, options.filter).flatMap((thread) => [...linkedPosts(thread)]);
  const dated = placed.flatMap(({ post, link }) => {
    const time = timeOf(post);
    return time === null ? [] : [{ post, time, parent: link?.parent ?? null }];
  });
  const lanes = lanesOf(
    dated.map(({ post }) => post),
    people,
  );
  const times = dated.map(({ time }) => time).sort((a, b) => a - b);
  // A few wrong clocks must not squeeze all others into one column.
  const cut = Math.floor(times.length / 500);
  const first = (times[cut] ?? 0) - DAY;
  const last = (times[times.length - 1 - cut] ?? DAY) + DAY;
  const x = (time: number) => LEFT + ((time - first) / (last - first)) * (WIDTH - LEFT - 30);
  const laneOf = (post: Post) => lanes.get(laneName(post, people)) ?? lanes.size;
  const y = (post: Post) => TOP + laneOf(post) * LANE + LANE / 2;
  const height = TOP + (lanes.size + 1) * LANE + 20;
  const shown = dated.filter(({ time }) => time >= first && time <= last);
  const places = new Map(shown.map(({ post, time }) => [post.key, { x: x(time), y: y(post) }]));
  yield `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img">\n`;
  yield `<title>${xmlText(options.title)}</title>\n<rect width="100%" height="100%" fill="#fff"/>\n`;
  yield `<text x="16" y="28" ${FONT} font-size="17" font-weight="600" fill="#1c2127">${xmlText(options.title)}</text>\n`;
  for (const { at, label } of ticksBetween(first, last)) {
    yield `<line x1="${round(x(at))}" x2="${round(x(at))}" y1="${TOP - 8}" y2="${height - 16}" stroke="#e0e2e1"/>`;
    yield `<text x="${round(x(at)) + 3}" y="${TOP - 10}" ${FONT} font-size="11" fill="#59626c">${label}</text>\n`;
  }
  for (const [name, lane] of [...lanes, ['others', lanes.size] as const]) {
    const middle = TOP + lane * LANE + LANE / 2;
    yield `<line x1="${LEFT}" x2="${WIDTH - 20}" y1="${middle}" y2="${middle}" stroke="#eceded"/>`;
    yield `<text x="${LEFT - 12}" y="${middle + 4}" text-anchor="end" ${FONT} font-size="12" fill="#1c2127">${xmlText(nameOfLane(name, people))}</text>\n`;
  }
  for (const { date, label } of options.events) {
    const at = Date.parse(date);
    if (!(at >= first && at <= last)) continue;
    yield `<line x1="${round(x(at))}" x2="${round(x(at))}" y1="40" y2="${height - 16}" stroke="#a3192d" stroke-dasharray="4 3"/>`;
    yield `<text x="${round(x(at)) + 4}" y="48" ${FONT} font-size="12" font-weight="600" fill="#a3192d">${xmlText(label)}</text>\n`;
  }
  yield '<g fill="none" stroke="#c6cacb">\n';
  for (const { post, parent } of shown) {
    const to = places.get(post.key);
    const from = parent === null ? undefined : places.get(parent);
    if (!to || !from) continue;
    const lift = Math.min(26, 6 + Math.abs(to.x - from.x) / 6);
    yield `<path d="M${round(from.x)} ${from.y}C${round(from.x)} ${from.y - lift} ${round(to.x)} ${to.y - lift} ${round(to.x)} ${to.y}"/>\n`;
  }
  yield '</g>\n';
  for (const { post } of shown) {
    const place = places.get(post.key)!;
    const produced = post.kind === 'produced';
    const text = `${personName(senderOf(post))}, ${isoDateOf(post) ?? ''}: ${subjectOf(post)}`;
    yield `<circle cx="${round(place.x)}" cy="${place.y}" r="5" fill="${produced ? '#35618e' : '#fff1d6'}" stroke="${produced ? '#fff' : '#7a4b00'}" stroke-width="1.5"><title>${xmlText(text)}</title></circle>\n`;
  }
  yield '</svg>\n';
}

/** Lane of each sender by id, those with the most posts first. */
function lanesOf(posts: readonly Post[], people: PeopleIndex): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const post of posts) {
    const name = laneName(post, people);
    if (name) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const busiest = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, LANES);
  return new Map(busiest.map(([name], lane) => [name, lane]));
}

function laneName(post: Post, people: PeopleIndex): string {
  const sender = senderOf(post);
  return sender === null ? '' : people.identify(sender);
}

function nameOfLane(id: string, people: PeopleIndex): string {
  const name = people.find(id)?.name || id;
  return name.length > 26 ? `${name.slice(0, 25)}…` : name;
}

function ticksBetween(first: number, last: number): readonly { readonly at: number; readonly label: string }[] {
  const months = Math.max(1, Math.ceil((last - first) / DAY / 30.4 / 14));
  const begin = new Date(first);
  const ticks: { at: number; label: string }[] = [];
  for (let month = begin.getUTCMonth() + 1; ; month += months) {
    const at = Date.UTC(begin.getUTCFullYear(), month);
    if (at > last || ticks.length > 40) return ticks;
    ticks.push({ at, label: new Date(at).toISOString().slice(0, 7) });
  }
}

function round(number: number): number {
  return Math.round(number * 10) / 10;
}
