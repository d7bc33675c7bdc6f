import { useMemo } from 'preact/hooks';
import { activityOf, type Couple, couplesOf, pairsAmong } from '../../report/page/pairs.js';
import { visibleText } from '../../text/visible-text.js';
import { NARROW, useMedia } from '../screen/use-media.js';
import { useApp } from '../state/app-context.js';
import { type CaseData, nameOf } from '../state/case-data.js';
import { counted, initials, toneOf, withCommas } from '../state/format-text.js';
import { linkTo } from '../state/route.js';

const ROUNDS = 300;

/** How large the picture is drawn and how many people are in it: letters keep their size, so a narrow screen takes fewer. */
const ON_WIDE: Sheet = { width: 900, height: 640, people: 36 };
const ON_NARROW: Sheet = { width: 400, height: 520, people: 16 };

interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly people: number;
}

/** The people with the most mail and the lines between them, the same picture each time. */
export function PeopleGraph({ busiest }: { readonly busiest: readonly number[] }) {
  const { data } = useApp();
  const sheet = useMedia(NARROW) ? ON_NARROW : ON_WIDE;
  const people = useMemo(() => busiest.slice(0, sheet.people), [busiest, sheet]);
  const couples = useMemo(() => couplesAmong(data, people), [data, people]);
  const places = useMemo(() => placePeople(people, couples, sheet), [people, couples, sheet]);
  const { sent, received } = activityOf(data.index);
  const most = Math.max(1, ...couples.map(({ there, back }) => there + back));
  const busy = Math.max(1, ...people.map((person) => sent[person]! + received[person]!));
  const nameOfPerson = (person: number) => shortName(visibleText(nameOf(data, person)));
  const circles = people.map((person) => ({
    person,
    ...places.get(person)!,
    size: 8 + (sheet.width / 70) * Math.sqrt((sent[person]! + received[person]!) / busy),
  }));
  const names = placeNames(circles, nameOfPerson, sheet);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a picture that holds links
    <svg
      class="graph"
      viewBox={`0 0 ${sheet.width} ${sheet.height}`}
      role="group"
      aria-label={`Correspondence of the ${people.length} people with the most mail`}
    >
      {couples.map(({ one, other, there, back }) => {
        const [a, b] = [places.get(one)!, places.get(other)!];
        return (
          <line
            key={`${one} ${other}`}
            class="edge"
            x1={a.x}
            y1={a.y}
            x2={b.x}
            y2={b.y}
            stroke-width={0.8 + 7 * Math.sqrt((there + back) / most)}
          >
            <title>{`${visibleText(nameOf(data, one))} and ${visibleText(nameOf(data, other))}: ${there} there, ${back} back`}</title>
          </line>
        );
      })}
      {circles.map(({ person, x, y, size }) => (
        <g key={person}>
          <circle cx={x} cy={y} r={size} class={`node ${toneOf(person)}`} />
          {size > 13 && (
            // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a text in a picture takes no focus
            <text x={x} y={y + 4} class="node-initials" aria-hidden="true">
              {initials(visibleText(nameOf(data, person)))}
            </text>
          )}
        </g>
      ))}
      {circles.map((circle) => {
        const { person, x, y, size } = circle;
        const told = `${counted(sent[person]!, 'post')} sent, ${withCommas(received[person]!)} received`;
        const place = names.get(person);
        return (
          <a key={person} href={linkTo('person', data.index.persons.id.at(person)!)}>
            <circle cx={x} cy={y} r={size} class="node-area">
              <title>{`${visibleText(nameOf(data, person))}: ${told}`}</title>
            </circle>
            <text {...(place ?? belowCircle(circle))} class={place ? 'node-name' : 'node-name unplaced'}>
              {nameOfPerson(person)}
            </text>
          </a>
        );
      })}
    </svg>
  );
}

const shortName = (name: string): string => (name.length > 24 ? `${name.slice(0, 23)}…` : name);

interface Circle extends Place {
  readonly person: number;
  readonly size: number;
}

/** Pixels that a letter of a name takes, and its line. */
const LETTER = 6.6;
const LINE = 14;

const belowCircle = ({ x, y, size }: Circle): Place => ({ x, y: y + size + LINE - 1 });

/** A name's box: its middle and half of its width, its base line. */
interface NameBox extends Place {
  readonly half: number;
}

/** Where the names of people stand: where no circle and no other name is, the busiest first. The others are shown when they are pointed at. */
function placeNames(
  circles: readonly Circle[],
  nameOfPerson: (person: number) => string,
  { width }: Sheet,
): ReadonlyMap<number, Place> {
  const taken: NameBox[] = [];
  const names = new Map<number, Place>();
  for (const circle of circles) {
    const { person, x, y, size } = circle;
    const half = (nameOfPerson(person).length * LETTER) / 2 + 3;
    const place = [
      belowCircle(circle),
      { x, y: y - size - 6 },
      { x: x + size + half + 2, y: y + 4 },
      { x: x - size - half - 2, y: y + 4 },
    ].find(
      (at) =>
        at.x - half >= 0 &&
        at.x + half <= width &&
        taken.every((other) => Math.abs(other.y - at.y) >= LINE || Math.abs(other.x - at.x) >= other.half + half) &&
        circles.every((other) => !isOver(other, { ...at, half })),
    );
    if (!place) continue;
    taken.push({ ...place, half });
    names.set(person, place);
  }
  return names;
}

/** True where a circle reaches into the box of a name. */
function isOver({ x, y, size }: Circle, name: NameBox): boolean {
  const [dx, dy] = [Math.max(0, Math.abs(x - name.x) - name.half), Math.max(0, Math.abs(y - (name.y - 4)) - LINE / 2)];
  return Math.hypot(dx, dy) < size;
}

/** Lines that are drawn at most, those of the strongest. */
const LINES = 220;

function couplesAmong(data: CaseData, people: readonly number[]): readonly Couple[] {
  const shown = new Set(people);
  const pairs = pairsAmong(data.index, (sender, recipient) => shown.has(sender) && shown.has(recipient));
  return couplesOf(data.index, LINES, pairs);
}

interface Place {
  x: number;
  y: number;
}

/**
 * Springs between those who write to each other, distance between all others; begins on a circle, so no chance is in it. Who writes to
 * many is pulled less by each, else all of them lie on one heap.
 */
function placePeople(people: readonly number[], couples: readonly Couple[], sheet: Sheet): ReadonlyMap<number, Place> {
  const { width, height } = sheet;
  const places = new Map<number, Place>();
  people.forEach((person, at) => {
    const angle = at * 2.399963;
    const radius = (40 + 42 * Math.sqrt(at)) * (width / 900);
    places.set(person, { x: radius * Math.cos(angle) * (width / height), y: radius * Math.sin(angle) });
  });
  const list = people.map((person) => places.get(person)!);
  const number = new Map(people.map((person, at) => [person, at]));
  const degree = new Float64Array(people.length);
  for (const { one, other } of couples) {
    degree[number.get(one)!]!++;
    degree[number.get(other)!]!++;
  }
  const distance = Math.sqrt((width * height) / Math.max(6, people.length)) * 0.8;
  for (let round = 0; round < ROUNDS; round++) {
    const heat = (distance / 7) * (1 - round / ROUNDS);
    const moves = list.map(() => ({ x: 0, y: 0 }));
    for (let one = 0; one < list.length; one++)
      for (let other = one + 1; other < list.length; other++) {
        const [dx, dy] = [list[one]!.x - list[other]!.x, list[one]!.y - list[other]!.y];
        const length = Math.max(1, Math.hypot(dx, dy));
        const force = (distance * distance) / length / length;
        moves[one]!.x += dx * force;
        moves[one]!.y += dy * force;
        moves[other]!.x -= dx * force;
        moves[other]!.y -= dy * force;
      }
    for (const { one, other, there, back } of couples) {
      const [a, b] = [number.get(one)!, number.get(other)!];
      const [dx, dy] = [list[a]!.x - list[b]!.x, list[a]!.y - list[b]!.y];
      const length = Math.hypot(dx, dy);
      const shared = Math.sqrt(Math.max(1, degree[a]! * degree[b]!)) / 2;
      const force = ((length / distance) * Math.log2(1 + there + back)) / 5 / shared;
      moves[a]!.x -= dx * force;
      moves[a]!.y -= dy * force;
      moves[b]!.x += dx * force;
      moves[b]!.y += dy * force;
    }
    list.forEach((place, at) => {
      const length = Math.hypot(moves[at]!.x, moves[at]!.y) || 1;
      // Nobody drifts away so far that all others become small.
      const pull = degree[at] ? 0.006 : 0.03;
      place.x += (moves[at]!.x / length) * Math.min(length, heat) - place.x * pull;
      place.y += (moves[at]!.y / length) * Math.min(length, heat) - place.y * pull * (width / height);
    });
  }
  return fitted(places, sheet);
}

function fitted(places: ReadonlyMap<number, Place>, { width, height }: Sheet): ReadonlyMap<number, Place> {
  const all = [...places.values()];
  const [left, right] = [Math.min(...all.map(({ x }) => x)), Math.max(...all.map(({ x }) => x))];
  const [top, bottom] = [Math.min(...all.map(({ y }) => y)), Math.max(...all.map(({ y }) => y))];
  const scaled = (value: number, low: number, high: number, from: number, to: number) =>
    high - low < 1 ? (from + to) / 2 : from + ((value - low) / (high - low)) * (to - from);
  const side = width > 600 ? 80 : 50;
  return new Map(
    [...places].map(([person, { x, y }]) => [
      person,
      { x: scaled(x, left, right, side, width - side), y: scaled(y, top, bottom, 34, height - 46) },
    ]),
  );
}
