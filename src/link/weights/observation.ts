import type { EvidenceKind } from '../evidence/evidence.js';
import { DIRECT_WEIGHTS } from './direct-weights.js';
import { WEIGHTS } from './weights.js';

/**
 * The observations that evidence consists of, each with a weight: a table of bins along axes, such as `quoted-text: share by runs`.
 * Each cell is an observation; cells count with the last axis fastest.
 */
export interface ObservationTable {
  readonly kind: EvidenceKind | 'prior';
  /** `share by runs` */
  readonly title: string;
  /** Kind and title: the name under which its weights are stored. */
  readonly name: string;
  readonly axes: readonly (readonly string[])[];
  /** The weight of each cell (natural logarithm) in mail that goes to lists. */
  readonly weights: Float64Array;
  /** The weight of each cell in direct mail. */
  readonly direct: Float64Array;
  /** True where the weights stand in the declaration and bench/calibrate leaves them as they are. */
  readonly fixed: boolean;
}

/** Takes the observations that hold: a list, or a sum of their weights. */
export interface ObservationSink {
  push(table: ObservationTable, cell: number): unknown;
}

/** Declares a table of observations by its axes of bins, with the fitted weights that are stored under its name; none stored = all 0. */
export function declareObservations(
  kind: ObservationTable['kind'],
  title: string,
  ...axes: readonly (readonly string[])[]
): ObservationTable {
  const name = `${kind}: ${title}`;
  return makeTable(kind, title, axes, WEIGHTS[name], DIRECT_WEIGHTS[name], false);
}

/**
 * Declares a table whose weights stand right here, the same for lists and for direct mail, because mailing lists are too poor in what it
 * observes to fit them. Beside them belongs how they were measured. Cells with the last axis fastest:
 *
 *     declareFixed('attachment', 'carried on', [['same', 'other'], ['reply', 'forward']], [1, 2, 0, -0.5])
 */
export function declareFixed(
  kind: ObservationTable['kind'],
  title: string,
  axes: readonly (readonly string[])[],
  weights: readonly number[],
): ObservationTable {
  return makeTable(kind, title, axes, weights, weights, true);
}

function makeTable(
  kind: ObservationTable['kind'],
  title: string,
  axes: readonly (readonly string[])[],
  lists: readonly number[] | undefined,
  direct: readonly number[] | undefined,
  fixed: boolean,
): ObservationTable {
  const name = `${kind}: ${title}`;
  const size = axes.reduce((product, axis) => product * axis.length, 1);
  const read = (stored: readonly number[] | undefined): Float64Array => {
    if (stored !== undefined && stored.length !== size)
      throw new Error(
        `"${name}" has ${size} cells and ${stored.length} weights${fixed ? '' : ': run bench/calibrate'}`,
      );
    return stored === undefined ? new Float64Array(size) : Float64Array.from(stored);
  };
  return { kind, title, name, axes, weights: read(lists), direct: read(direct), fixed };
}

/** `share by runs / 0.7-0.85 / 9-20`: one cell of a table in words. */
export function nameObservation({ title, axes }: ObservationTable, cell: number): string {
  let rest = cell;
  const labels: string[] = [];
  for (const axis of axes.toReversed()) {
    labels.unshift(axis[rest % axis.length]!);
    rest = Math.floor(rest / axis.length);
  }
  return [title, ...labels].join(' / ');
}

/** Adds the weights of what is observed, without a list of it. */
export class WeightSum implements ObservationSink {
  total = 0;
  private readonly isDirect: boolean;

  constructor(isDirect: boolean) {
    this.isDirect = isDirect;
  }

  push({ weights, direct }: ObservationTable, cell: number): void {
    this.total += (this.isDirect ? direct : weights)[cell]!;
  }
}

/** Index of the bin that holds the value: bin i is `edges[i - 1] <= value < edges[i]`. */
export function binOf(value: number, edges: readonly number[]): number {
  let bin = 0;
  while (bin < edges.length && value >= edges[bin]!) bin++;
  return bin;
}

/** Labels for the bins of `binOf`. */
export function binLabels(edges: readonly number[]): string[] {
  return [
    `<${edges[0]}`,
    ...edges.map((edge, index) => (index + 1 < edges.length ? `${edge}-${edges[index + 1]}` : `>=${edge}`)),
  ];
}
