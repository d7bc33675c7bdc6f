import type { EvidenceKind } from './evidence.js';

/**
 * The observations that evidence consists of, each with a weight. An observation is a kind and a bin, such as
 * `quoted-text share 0.7-0.85 hits 9-20`; they are numbered in the order in which the modules that own them register them.
 */
export interface Observation {
  readonly kind: EvidenceKind | 'prior';
  readonly name: string;
}

/** A table of observations as it was registered: the name under which its weights are stored, and their place. */
export interface ObservationTable {
  readonly name: string;
  readonly first: number;
  readonly size: number;
}

const registered: Observation[] = [];
const tables: ObservationTable[] = [];

/** Registers the cells of a table of bins and returns the number of the first; cells count with the last axis fastest. */
export function registerObservations(
  kind: Observation['kind'],
  name: string,
  ...axes: readonly (readonly string[])[]
): number {
  const first = registered.length;
  const sizes = axes.map((axis) => axis.length);
  const total = sizes.reduce((product, size) => product * size, 1);
  tables.push({ name: `${kind}: ${name}`, first, size: total });
  for (let cell = 0; cell < total; cell++) {
    let rest = cell;
    const labels: string[] = [];
    for (let axis = axes.length - 1; axis >= 0; axis--) {
      labels.unshift(axes[axis]![rest % sizes[axis]!]!);
      rest = Math.floor(rest / sizes[axis]!);
    }
    registered.push({ kind, name: [name, ...labels].join(' / ') });
  }
  return first;
}

/** All tables in the order of their first numbers. */
export function listObservationTables(): readonly ObservationTable[] {
  return tables;
}

/** All observations; the index is the number. */
export function listObservations(): readonly Observation[] {
  return registered;
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
