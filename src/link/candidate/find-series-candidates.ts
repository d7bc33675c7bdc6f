import { type FeatureIndex, firstNotBefore, seriesKey } from '../feature/feature-index.js';
import type { Features } from '../feature/features.js';
import { buildKeyBefore } from '../feature/notices.js';
import { mayPrecede } from './score-texts.js';

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;

/** The posts of the same numbered series by the same author within hours; the first and the last posts of a bug. */
export function addSeries(featureIndex: FeatureIndex, child: Features, self: number, candidateSet: Set<number>): void {
  const list = featureIndex.bySeries.get(seriesKey(child));
  if (!list) return;
  const bug = child.subject.series!.label.startsWith('bug ');
  if (bug && list[0] !== self && mayPrecede(featureIndex, list[0]!, child, self)) candidateSet.add(list[0]!);
  const mine = child.subject.series!.number;
  let budget = bug ? 5 : 12;
  let steps = 300;
  let place = firstNotBefore(featureIndex, list, child.time + HOUR) - 1;
  for (; place >= 0 && budget > 0 && steps > 0; place--, steps--) {
    const post = list[place]!;
    if (!bug && child.time - featureIndex.times[post]! > 12 * HOUR) break;
    const number = featureIndex.posts[post]!.subject.series!.number;
    if (post === self || (!bug && number > 1 && number !== mine - 1)) continue;
    budget--;
    candidateSet.add(post);
  }
}

/** What a new version of a numbered post may answer: where the author began the versions before. */
export function addEarlierVersions(
  featureIndex: FeatureIndex,
  child: Features,
  self: number,
  candidateSet: Set<number>,
): void {
  const { series, reply } = child.subject;
  if (series === null || reply || series.version < 2) return;
  const list = featureIndex.byOpener.get(child.author);
  if (!list) return;
  let budget = 4;
  let steps = 60;
  let place = firstNotBefore(featureIndex, list, child.time) - 1;
  for (; place >= 0 && budget > 0 && steps > 0; place--, steps--) {
    const post = list[place]!;
    if (child.time - featureIndex.posts[post]!.time > 90 * DAY) break;
    const theirs = featureIndex.posts[post]!.subject.series!;
    if (post === self || theirs.version >= series.version || theirs.of > 1 !== series.of > 1) continue;
    budget--;
    candidateSet.add(post);
  }
}

/** The notice about the build before the one that the child tells of. */
export function addBuildBefore(
  featureIndex: FeatureIndex,
  child: Features,
  self: number,
  candidateSet: Set<number>,
): void {
  const { build } = child.subject;
  if (build === null) return;
  const post = featureIndex.byBuild.get(buildKeyBefore(build));
  if (post !== undefined && mayPrecede(featureIndex, post, child, self)) candidateSet.add(post);
}
