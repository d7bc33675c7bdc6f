import type { EvidenceKind } from '../evidence/evidence.js';

/**
 * The observations that evidence consists of, each with a weight. An observation is a kind and a bin, such as
 * `quoted-text share 0.7-0.85 hits 9-20`; they are numbered in the order in which the modules that own them register them.
 */
export interface Observation {
  readonly kind: EvidenceKind | 'prior';
  readonly name: string;
}

/** Takes the numbers of the observations that hold: a list, or a sum of their weights. */
export interface ObservationSink {
  push(observation: number): unknown;
}

/** A table of observations as it was registered: the name under which its weights are stored, and their place. */
export interface ObservationTable {
  readonly name: string;
  readonly first: number;
  readonly size: number;
}

interface RegisteredTable extends ObservationTable {
  readonly kind: Observation['kind'];
  readonly title: string;
  readonly axes: readonly (readonly string[])[];
}

const tables: RegisteredTable[] = [];

/** Registers the cells of a table of bins and returns the number of the first; cells count with the last axis fastest. */
export function registerObservations(
  kind: Observation['kind'],
  name: string,
  ...axes: readonly (readonly string[])[]
): number {
  const last = tables.at(-1);
  const first = last === undefined ? 0 : last.first + last.size;
  const size = axes.reduce((product, axis) => product * axis.length, 1);
  tables.push({ name: `${kind}: ${name}`, first, size, kind, title: name, axes });
  return first;
}

/** All tables in the order of their first numbers. */
export function listObservationTables(): readonly ObservationTable[] {
  return tables;
}

/** All observations; the index is the number. */
export function listObservations(): readonly Observation[] {
  return tables.flatMap(({ kind, title, axes, size }) =>
    Array.from({ length: size }, (_, cell) => ({ kind, name: [title, ...labelsOf(cell, axes)].join(' / ') })),
  );
}

function labelsOf(cell: number, axes: readonly (readonly string[])[]): readonly string[] {
  let rest = cell;
  const labels: string[] = [];
  for (const axis of axes.toReversed()) {
    labels.unshift(axis[rest % axis.length]!);
    rest = Math.floor(rest / axis.length);
  }
  return labels;
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
