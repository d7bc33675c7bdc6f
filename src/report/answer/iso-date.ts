import type { WrittenDate } from '../../date/written-clock.js';
import type { Post } from '../../link/post/post.js';
import type { MessageDate } from '../../message/message.js';

const MINUTE = 60_000;

/**
 * Date of a post as ISO 8601, in its own zone and no more precise than it was written.
 *
 * Produced `Mon, 1 Mar 2004 09:30:00 +0100` → `2004-03-01T09:30:00+01:00`; no zone → `2004-03-01T09:30:00-00:00`
 * (RFC 3339 §4.3: the offset to local time is unknown); a mail or quotation that gives only the day → `2004-03-01`; unknown → null.
 */
export function isoDateOf(post: Post): string | null {
  switch (post.kind) {
    case 'produced': {
      const { date } = post.message;
      return date === null ? null : isoDate(date);
    }
    case 'recovered':
      return post.recovered.date === null ? null : isoWrittenDate(post.recovered.date);
    case 'missing':
      return null;
  }
}

/** `{time, offset}` → `2004-03-01T09:30:00+01:00`; offset null → `-00:00`; a day without a time → `2004-03-01`. Years outside 0000-9999 get a sign, as ISO 8601 has it. */
export function isoDate(date: Pick<MessageDate, 'time' | 'offset' | 'precision'>): string {
  const local = new Date(date.time + (date.offset ?? 0) * MINUTE);
  if (Number.isNaN(local.getTime())) return new Date(date.time).toISOString();
  const text = local.toISOString().slice(0, -5);
  return date.precision === 'day' ? text.slice(0, -9) : text + isoOffset(date.offset);
}

/** `60` → `+01:00`, `-210` → `-03:30`, null → `-00:00`. */
export function isoOffset(offset: number | null): string {
  if (offset === null) return '-00:00';
  const minutes = Math.abs(offset);
  return `${offset < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

/** A date as a quotation gives it, no more precise than it was written: `2016-03-01`, `2016-03-01T14:22-00:00`. */
export function isoWrittenDate(date: WrittenDate): string {
  const text = new Date(date.local).toISOString().slice(0, -5);
  switch (date.precision) {
    case 'day':
      return text.slice(0, -9);
    case 'minute':
      return text.slice(0, -3) + isoOffset(date.offset);
    case 'second':
      return text + isoOffset(date.offset);
  }
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}
