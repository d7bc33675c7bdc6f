// Finds the zero of each kind of evidence: what `explain` takes away so that a weight is a likelihood ratio of its own.
//
//     node bench/calibrate/zeros.mjs WORK [--out FILE.ts] [--dist DIR]
//
// WORK holds the folders that run.mjs reads. To be run after each fit: it reads the weights of the build.
//
// The weights of all kinds are fitted together, and a number that is added to one kind for every candidate changes nothing in
// the choice between them: the zero of a kind is arbitrary. The ratio of a true likelihood ratio is 1 on average over those for
// whom the hypothesis does not hold; so the zero is the log of the mean ratio over all candidates that are not the parent, for
// children alike: what they show (SHOWS) and how their subject is marked. Groups of few are drawn to what all marks have.
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { printHelp } from '../print-help.mjs';
import { loadProduct } from './product.mjs';
import { readAblated } from './read-ablated.mjs';

printHelp(import.meta.url);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string', default: 'src/link/weights/evidence-zeros.ts' },
    dist: { type: 'string', default: 'dist' },
  },
});
const [work] = positionals;
if (!work) throw new Error('usage: node bench/calibrate/zeros.mjs WORK [--out FILE] [--dist DIR]');

/** A group counts as so many candidates of its neighbours before its own are seen. */
const DRAWN = 500;

const product = await loadProduct(values.dist);
const { SHOWS, SUBJECT_MARKS, whatShows, markOf } = product;
const kinds = [...new Set(product.CONTENT_EVIDENCE.map(({ kind }) => kind))];
const groups = SHOWS.length * SUBJECT_MARKS.length;
/** Per list, kind and group: how many candidates, and the sum of their ratios. */
const lists = new Map();

const folders = readdirSync(work)
  .filter((name) => /-(refs|drop)$/.test(name))
  .sort();
for (const folder of folders) {
  const list = folder.replace(/-(refs|drop)$/, '').replace(/-20\d\d$/, '');
  if (!lists.has(list))
    lists.set(
      list,
      kinds.map(() => Array.from({ length: groups }, () => [0, 0])),
    );
  addList(await readAblated(path.join(work, folder), product), lists.get(list));
  console.error(folder);
}

function addList(set, sums) {
  const posts = set.posts.map((post) => post.features);
  const featureIndex = product.buildArchive(posts);
  const scratch = product.makeScratch(posts.length);
  const customs = product.measureCustoms(featureIndex, scratch);
  posts.forEach((post, number) => {
    const row = set.truth.get(post.messageId);
    if (!row || set.posts[number].hasHeader || row.doubt !== undefined) return;
    const candidateSet = product.readCandidateSet(featureIndex, post, number, scratch, { customs });
    if (candidateSet.direct) return;
    const group = whatShows(candidateSet) * SUBJECT_MARKS.length + markOf(candidateSet);
    candidateSet.pairs.forEach(({ candidate }, index) => {
      if (candidate.messageId === row.parent) return;
      kinds.forEach((kind, place) => {
        const cell = sums[place][group];
        cell[0] += 1;
        cell[1] += Math.exp(weightOf(kind, candidateSet, index));
      });
    });
  });
}

function weightOf(kind, candidateSet, index) {
  const seen = new product.WeightSum(false);
  for (const source of product.CONTENT_EVIDENCE) if (source.kind === kind) source.observe(candidateSet, index, seen);
  return seen.total;
}

/** Every list counts the same, as far as it has candidates of the group. */
function zerosOf(place) {
  const cells = Array.from({ length: groups }, () => [0, 0]);
  for (const sums of lists.values()) {
    const all = sums[place].reduce((total, [count]) => total + count, 0);
    sums[place].forEach(([count, ratios], group) => {
      cells[group][0] += (count / all) * 100_000;
      cells[group][1] += (ratios / all) * 100_000;
    });
  }
  const mean = (rows) =>
    rows.reduce((t, [, r]) => t + r, 0) /
    Math.max(
      1e-9,
      rows.reduce((t, [n]) => t + n, 0),
    );
  const overall = mean(cells);
  return cells.map(([count, ratios], group) => {
    const row = group - (group % SUBJECT_MARKS.length);
    const alike = cells.slice(row, row + SUBJECT_MARKS.length);
    const seen = alike.reduce((total, [n]) => total + n, 0);
    const expected = (mean(alike) * seen + overall * DRAWN) / (seen + DRAWN);
    return Math.log((ratios + expected * DRAWN) / (count + DRAWN));
  });
}

const rows = kinds.map((kind, place) => {
  const cells = zerosOf(place).map((zero) => String(Number(zero.toFixed(3)) + 0));
  return `  '${kind}': [${cells.join(', ')}],`;
});
writeFileSync(
  values.out,
  `/**
 * What \`explain\` takes away from the weights of each kind of evidence (natural logarithms), so that over the candidates that are not
 * the parent its likelihood ratios are 1 on average; found by bench/calibrate/zeros.mjs on ${[...lists.keys()].join(', ')}.
 * Cells: what the child shows (SHOWS) by the mark of its subject (SUBJECT_MARKS).
 */
export const EVIDENCE_ZEROS: Readonly<Record<string, readonly number[]>> = {
${rows.join('\n')}
};
`,
);
