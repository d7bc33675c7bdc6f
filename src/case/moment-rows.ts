import type { ExplainLink } from '../link/evidence/evidence.js';
import { timeOf } from '../link/post/post-facts.js';
import { chronologyOf } from '../report/answer/chronology.js';
import type { Reconstruction } from '../report/answer/reconstruction.js';
import { noFilter } from '../report/answer/thread-filter.js';
import { tidingsOf } from '../report/answer/tidings.js';
import { momentLineOf } from '../report/format/chronology/chronology-lines.js';
import { rowContextOf } from '../report/format/link-row.js';
import { momentCells } from '../report/table/chronology-table.js';
import { wellFormed } from '../text/well-formed.js';
import type { AddRow } from './row-writer.js';

/** What a chronology tells of each post, in the order of time, and what posts tell of others. */
export function writeMoments(add: AddRow, reconstruction: Reconstruction, explain: ExplainLink): void {
  const { posts } = reconstruction;
  const numbers = new Map(posts.map((post, number) => [post.key, number]));
  const tidings = tidingsOf(posts);
  for (const [post, told] of tidings) add('tiding', { post, record: JSON.stringify(told) });
  const { moments } = chronologyOf(reconstruction, noFilter);
  let number = 0;
  for (const { cells, date } of momentCells(moments, rowContextOf(reconstruction, explain, tidings))) {
    const moment = moments[number]!;
    const record = JSON.stringify(momentLineOf(moment, tidings, explain));
    const post = numbers.get(moment.post.key)!;
    const { action, resending } = moment;
    const resent = resending ? (resending.date?.time ?? null) : undefined;
    add('moment', {
      ...{ number, post, date, action, record, cells: wellFormed(cells) },
      ...{ resent: Number(resending !== undefined), time: resent === undefined ? timeOf(moment.post) : resent },
    });
    number++;
  }
}
