import type { Features } from './features.js';
import { buildKey } from './notices.js';

/** The lists that a post may stand in, by what they are looked up by. */
export const LIST_NAMES = [
  'subject',
  'looseSubject',
  'nameWord',
  'address',
  'series',
  'opener',
  'attachment',
  'messageId',
  'build',
] as const;
/** One of `LIST_NAMES`. */
export type ListName = (typeof LIST_NAMES)[number];

/** Names every list that a post stands in: the one definition for the index in memory and for tables of an engine. */
export function visitLists(post: Features, add: (list: ListName, key: string | number) => void): void {
  if (post.subject.key !== '') add('subject', post.subject.key);
  if (post.subject.loose !== '') add('looseSubject', post.subject.loose);
  for (const word of new Set(post.name)) add('nameWord', word);
  if (post.local !== 0 && !post.name.includes(post.local)) add('nameWord', post.local);
  if (post.address !== '') add('address', post.address);
  const series = seriesKey(post);
  if (series !== '') add('series', series);
  if (series !== '' && beginsSeries(post)) add('opener', post.author);
  for (const { content } of post.attachments) add('attachment', content);
  if (post.messageId !== null) add('messageId', post.messageId);
  if (post.subject.build !== null) add('build', buildKey(post.subject.build));
}

/** Posts that may belong to one series have equal keys; '' for a post of no series. */
export function seriesKey(post: Features): string {
  const series = post.subject.series;
  if (series === null) return '';
  if (series.label.startsWith('bug ')) return series.label;
  return post.subject.reply ? '' : `${series.of} ${post.author}`;
}

function beginsSeries(post: Features): boolean {
  const series = post.subject.series!;
  return post.author !== '' && !post.subject.reply && !series.label.startsWith('bug ') && series.number <= 1;
}
