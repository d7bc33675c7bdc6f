// The built modules that fitting needs.
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const MODULES = [
  'source/read-sources',
  'message/read-message',
  'quote/split-message',
  'dedupe/gather-posts',
  'link/feature/read-features',
  'link/feature/feature-index',
  'link/candidate/find-candidates',
  'link/candidate/score-texts',
  'link/candidate/read-candidate-set',
  'link/weights/observation',
  'link/evidence/observe-candidates',
  'link/evidence/content-evidence',
  'link/evidence/no-parent-evidence',
  'link/feature/absent-features',
  'link/candidate/find-numbered-post',
  'link/feature/agreement',
  'link/feature/absent-rate',
  'link/feature/habits',
  'link/feature/customs',
  'link/evidence/customs-evidence',
  'link/evidence/correspondents-evidence',
  'link/feature/subject-mark',
  'link/weights/posterior',
];

/** All exports of those modules of a build, in one object; and the observations by number, as fitting needs them. */
export async function loadProduct(dist) {
  const loaded = await Promise.all(MODULES.map((name) => import(pathToFileURL(path.resolve(dist, `${name}.js`)).href)));
  const product = Object.assign({}, ...loaded);
  return { ...product, ...numberObservations(product) };
}

/** Numbers the cells of all tables, in their order. */
function numberObservations({ OBSERVATION_TABLES, nameObservation, ABSENT_RATE }) {
  const firsts = new Map();
  const observations = [];
  for (const table of OBSERVATION_TABLES) {
    firsts.set(table, observations.length);
    table.weights.forEach((_, cell) => {
      observations.push({ kind: table.kind, name: nameObservation(table, cell) });
    });
  }
  return {
    observations,
    tables: OBSERVATION_TABLES.map((table) => ({
      name: table.name,
      first: firsts.get(table),
      size: table.weights.length,
      /** The weights that are not fitted; null where they are. */
      fixed: table.fixed ? table.weights : null,
    })),
    rate: firsts.get(ABSENT_RATE),
    /** Takes what is observed, as numbers. */
    numbersInto: (numbers) => ({ push: (table, cell) => numbers.push(firsts.get(table) + cell) }),
  };
}
