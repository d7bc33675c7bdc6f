import { useMemo } from 'preact/hooks';
import { activityOf, type Couple, couplesOf } from '../../report/page/pairs.js';
import { visibleText } from '../../text/visible-text.js';
import { useApp } from '../state/app-context.js';
import { type CaseData, nameOf } from '../state/case-data.js';
import { counted, initials, toneOf } from '../state/format-text.js';
import { linkTo } from '../state/route.js';

const WIDTH = 900;
const HEIGHT = 640;
const ROUNDS = 260;

/** The people with the most mail and the lines between them, the same picture each time. */
export function PeopleGraph({ people }: { readonly people: readonly number[] }) {
  const { data } = useApp();
  const couples = useMemo(() => couplesAmong(data, people), [data, people]);
  const places = useMemo(() => placePeople(people, couples), [people, couples]);
  const { sent, received } = activityOf(data.index);
  const most = Math.max(1, ...couples.map(({ there, back }) => there + back));
  const busiest = Math.max(1, ...people.map((person) => sent[person]! + received[person]!));
  const sizeOf = (person: number) => 9 + 15 * Math.sqrt((sent[person]! + received[person]!) / busiest);
  const labels = placeNames(people, places, sizeOf, (person) => shortName(visibleText(nameOf(data, person))));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a picture that holds links
    <svg
      class="graph"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
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
      {people.map((person) => {
        const { x, y } = places.get(person)!;
        const size = sizeOf(person);
        const name = visibleText(nameOf(data, person));
        return (
          <a key={person} href={linkTo('person', data.index.persons.id[person]!)}>
            <circle cx={x} cy={y} r={size} class={`node ${toneOf(person)}`}>
              <title>{`${name}: ${counted(sent[person]!, 'post')} sent, ${received[person]} received`}</title>
            </circle>
            {size > 14 && (
              // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a text in a picture takes no focus
              <text x={x} y={y + 4} class="node-initials" aria-hidden="true">
                {initials(name)}
              </text>
            )}
            {labels.has(person) && (
              <text x={x} y={labels.get(person)} class="node-name">
                {shortName(name)}
              </text>
            )}
          </a>
        );
      })}
    </svg>
  );
}

const shortName = (name: string): string => (name.length > 24 ? `${name.slice(0, 23)}…` : name);

/** Pixels that a letter of a name takes, and its line. */
const LETTER = 6.4;
const LINE = 14;

/** Where the names of people stand: below their circle or above, where no other name is; the busiest first. The others have none. */
function placeNames(
  people: readonly number[],
  places: ReadonlyMap<number, Place>,
  sizeOf: (person: number) => number,
  nameOfPerson: (person: number) => string,
): ReadonlyMap<number, number> {
  const taken: { readonly x: number; readonly y: number; readonly half: number }[] = [];
  const names = new Map<number, number>();
  for (const person of people) {
    const { x, y } = places.get(person)!;
    const half = (nameOfPerson(person).length * LETTER) / 2 + 3;
    const line = [y + sizeOf(person) + LINE, y - sizeOf(person) - 6].find((at) =>
      taken.every((other) => Math.abs(other.y - at) >= LINE || Math.abs(other.x - x) >= other.half + half),
    );
    if (line === undefined) continue;
    taken.push({ x, y: line, half });
    names.set(person, line);
  }
  return names;
}

function couplesAmong(data: CaseData, people: readonly number[]): readonly Couple[] {
  const shown = new Set(people);
  return couplesOf(data.index, Number.POSITIVE_INFINITY)
    .filter(({ one, other }) => shown.has(one) && shown.has(other))
    .slice(0, 220);
}

interface Place {
  x: number;
  y: number;
}

/** Springs between those who write to each other, distance between all others; begins on a circle, so no chance is in it. */
function placePeople(people: readonly number[], couples: readonly Couple[]): ReadonlyMap<number, Place> {
  const places = new Map<number, Place>();
  people.forEach((person, at) => {
    const angle = at * 2.399963;
    const radius = 40 + 42 * Math.sqrt(at);
    places.set(person, { x: radius * Math.cos(angle) * 1.3, y: radius * Math.sin(angle) });
  });
  const list = people.map((person) => places.get(person)!);
  const distance = Math.sqrt((WIDTH * HEIGHT) / Math.max(6, people.length)) * 0.8;
  for (let round = 0; round < ROUNDS; round++) {
    const heat = 14 * (1 - round / ROUNDS);
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
    const number = new Map(people.map((person, at) => [person, at]));
    for (const { one, other, there, back } of couples) {
      const [a, b] = [number.get(one)!, number.get(other)!];
      const [dx, dy] = [list[a]!.x - list[b]!.x, list[a]!.y - list[b]!.y];
      const length = Math.hypot(dx, dy);
      const force = ((length / distance) * Math.log2(1 + there + back)) / 14;
      moves[a]!.x -= dx * force;
      moves[a]!.y -= dy * force;
      moves[b]!.x += dx * force;
      moves[b]!.y += dy * force;
    }
    list.forEach((place, at) => {
      const length = Math.hypot(moves[at]!.x, moves[at]!.y) || 1;
      place.x += (moves[at]!.x / length) * Math.min(length, heat) - place.x * 0.006;
      place.y += (moves[at]!.y / length) * Math.min(length, heat) - place.y * 0.012;
    });
  }
  return fitted(places);
}

function fitted(places: ReadonlyMap<number, Place>): ReadonlyMap<number, Place> {
  const all = [...places.values()];
  const [left, right] = [Math.min(...all.map(({ x }) => x)), Math.max(...all.map(({ x }) => x))];
  const [top, bottom] = [Math.min(...all.map(({ y }) => y)), Math.max(...all.map(({ y }) => y))];
  const scaled = (value: number, low: number, high: number, from: number, to: number) =>
    high - low < 1 ? (from + to) / 2 : from + ((value - low) / (high - low)) * (to - from);
  return new Map(
    [...places].map(([person, { x, y }]) => [
      person,
      { x: scaled(x, left, right, 80, WIDTH - 80), y: scaled(y, top, bottom, 34, HEIGHT - 56) },
    ]),
  );
}
