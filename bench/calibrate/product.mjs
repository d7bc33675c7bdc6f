// The built modules that fitting needs.
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const MODULES = [
  'source/read-sources',
  'message/read-message',
  'quote/split-message',
  'link/gather-posts',
  'link/read-features',
  'link/archive',
  'link/find-candidates',
  'link/score-texts',
  'link/fixed-weights',
  'link/read-pool',
  'link/observe-pool',
  'link/no-parent-evidence',
  'link/observation',
  'link/absent-features',
  'link/absent-rate',
  'link/habits',
];

/** All exports of those modules of a build, in one object. */
export async function loadProduct(dist) {
  const loaded = await Promise.all(MODULES.map((name) => import(pathToFileURL(path.resolve(dist, `${name}.js`)).href)));
  return Object.assign({}, ...loaded);
}
