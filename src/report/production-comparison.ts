import type { Finding } from '../finding/finding.js';
import type { ProducedPost } from '../link/post.js';
import { makeVisible, truncate, wrapText } from './display-text.js';
import { countOf, personName, readableDate, shortKey } from './phrases.js';
import { isoDateOf, senderOf, subjectOf } from './post-fields.js';
import type { Reconstruction } from './reconstruction.js';
import { paint, plainStyle, type TextStyle } from './text-style.js';

/** Two productions held against each other. */
export interface ProductionComparison {
  readonly names: readonly [string, string];
  /** First and last day of each, ISO 8601; null where nothing is dated. */
  readonly spans: readonly [readonly [string, string] | null, readonly [string, string] | null];
  readonly onlyFirst: readonly ProducedPost[];
  readonly onlySecond: readonly ProducedPost[];
  readonly both: readonly ProducedPost[];
  /** Posts of both whose copies differ, and findings that name one production as the expected holder of what the other has. */
  readonly differing: readonly Finding[];
  readonly absent: readonly Finding[];
}

/** Compares two productions that were read as the custodians of these names. */
export function compareProductions(
  { posts, findings }: Reconstruction,
  names: readonly [string, string],
): ProductionComparison {
  const produced = posts.filter((post): post is ProducedPost => post.kind === 'produced');
  const isIn = (post: ProducedPost, name: string) => post.copies.some(({ custodian }) => custodian === name);
  const [first, second] = names;
  const span = (name: string): readonly [string, string] | null => {
    const days = produced
      .filter((post) => isIn(post, name))
      .flatMap((post) => isoDateOf(post)?.slice(0, 10) ?? [])
      .sort();
    return days.length ? [days[0]!, days.at(-1)!] : null;
  };
  return {
    names,
    spans: [span(first), span(second)],
    onlyFirst: produced.filter((post) => isIn(post, first) && !isIn(post, second)),
    onlySecond: produced.filter((post) => isIn(post, second) && !isIn(post, first)),
    both: produced.filter((post) => isIn(post, first) && isIn(post, second)),
    differing: findings.filter(({ kind }) => kind === 'copies-differ' || kind === 'shared-message-id'),
    absent: findings.filter(({ kind }) => kind === 'absent-copy'),
  };
}

/** The comparison as text: counts, what only one has (and whether it should be in the other), what differs. */
export function* writeComparison(comparison: ProductionComparison, style: TextStyle = plainStyle): Generator<string> {
  const { names, spans, onlyFirst, onlySecond, both, differing, absent } = comparison;
  for (const n of [0, 1] as const) {
    const span = spans[n];
    const count = (n ? onlySecond : onlyFirst).length + both.length;
    yield `${paint(makeVisible(names[n]), 'bold', style)}: ${countOf(count, 'message')}${span ? `, ${span[0]} … ${span[1]}` : ''}\n`;
  }
  yield `\nin both: ${countOf(both.length, 'message')}\n`;
  const expected = new Set(absent.flatMap(({ posts }) => posts));
  for (const [name, other, list] of [
    [names[0], names[1], onlyFirst],
    [names[1], names[0], onlySecond],
  ] as const) {
    yield paint(`\nonly in ${makeVisible(name)}: ${countOf(list.length, 'message')}\n`, 'bold', style);
    for (const post of list) {
      const mark = expected.has(post.key) ? `! should be in ${makeVisible(other)}` : '';
      const line = `${readableDate(isoDateOf(post))}  ${makeVisible(personName(senderOf(post)))}: ${makeVisible(subjectOf(post)) || '(no subject)'}`;
      yield `${truncate(line, style.width - 11).padEnd(style.width - 10)}${shortKey(post.key)}\n`;
      if (mark) yield paint(`    ${mark}\n`, 'yellow', style);
    }
  }
  yield paint(`\ndiffering: ${differing.length}\n`, 'bold', style);
  for (const { summary } of differing)
    yield `${wrapText(makeVisible(summary), style.width - 2)
      .map((line, n) => (n ? `  ${line}` : line))
      .join('\n')}\n`;
}
