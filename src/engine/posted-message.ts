import type { CaseRow } from '../case/case-schema.js';
import { messageOf, unpackContent } from '../case/message-rows.js';
import type { ProducedPost } from '../dedupe/produced-post.js';
import type { NumberedPost } from '../link/feature/absent-features.js';
import type { Message } from '../message/message.js';
import type { SplitBody } from '../quote/segment.js';
import { splitMessage } from '../quote/split-message.js';
import type { EngineRow } from './engine-tables.js';
import type { LineReader } from './line-files.js';

/** Where the line of a message lies: bodies travel as file, offset and length, never as text. */
export interface LinePlace {
  readonly file: string;
  readonly byte: number;
  readonly length: number;
}

/** What the record of a post in `posted` holds. */
export interface PostedRecord {
  readonly key: string;
  readonly duplicateOf: string | null;
  readonly line: LinePlace;
  /** What became of its date once all dates were known; absent where it is as it was read. */
  readonly settled?: Pick<Message, 'date' | 'doubtedDate' | 'problems'>;
  /** See `findNumberedPost`; absent where that is nobody. */
  readonly numberedPost?: NumberedPost;
}

/** A message as a line of `read` holds it, and how its body was split. */
export interface ReadMessage {
  readonly message: Message;
  readonly split: SplitBody | null;
}

/** Reads a line of `read` that is a message. */
export function messageOfLine(row: EngineRow<'read'>): ReadMessage {
  const { header, content } = row;
  const unpacked = unpackContent(typeof content === 'string' ? Buffer.from(content, 'base64') : null);
  const message = messageOf(row as unknown as CaseRow<'message'>, header as string | null, unpacked);
  return { message, split: unpacked?.split ?? null };
}

/** A produced post as far as one message tells it. */
export interface PostedMessage {
  readonly post: ProducedPost;
  readonly split: SplitBody | null;
  readonly numberedPost: NumberedPost | null;
}

/** Reads the message of a post from where its line lies. */
export function readPosted(record: PostedRecord, lines: LineReader): PostedMessage {
  const { key, duplicateOf, line, settled, numberedPost = null } = record;
  const read = messageOfLine(JSON.parse(lines.read(line.file, line.byte, line.length)) as EngineRow<'read'>);
  const message = settled === undefined ? read.message : withSettled(read.message, settled);
  const isSplit = settled === undefined || message.body === null;
  return {
    post: { kind: 'produced', key, message, copies: [message], duplicateOf },
    split: isSplit ? read.split : splitMessage(message),
    numberedPost,
  };
}

function withSettled(message: Message, settled: NonNullable<PostedRecord['settled']>): Message {
  const { doubtedDate: _doubted, ...rest } = message;
  return { ...rest, ...settled };
}
