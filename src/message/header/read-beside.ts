import { closeSync, openSync, readSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Tail } from '../../source/cut-source.js';
import { openable } from '../../source/file-path.js';
import type { SharedFile } from '../../source/read-sources.js';
import type { Message } from '../message.js';
import type { TailAnswer, TailReply, TailRequest } from './header-worker.js';
import { pageOfBuffer } from './kept-fields.js';
import { HeaderReader, messageAt } from './read-header-message.js';

/** Files below this size are read before a second thread has started. */
const SMALLEST = 96 << 20;
/** The share of a file that is left to the first thread, which need not start first. */
const FIRST_SHARE = 0.53;

/** Reads the second half of large mailboxes on a thread of its own, headers only. */
export interface BesideReader {
  /** Reads the first half on this thread. */
  readonly headers: HeaderReader;
  /** For `ReadSourcesOptions.shareFile`. */
  shareFile(file: SharedFile): (() => Tail) | null;
  /** The messages that were read on the other thread. */
  messages(): Generator<Message, void, undefined>;
}

/** What to keep of headers that a second thread reads. */
export interface BesideOptions {
  /** False leaves recipients out of what is kept; they are read from the file again where somebody asks. */
  readonly recipients: boolean;
}

/** Null where there is no second processor, or the program runs from its sources. */
export function readBeside(options: BesideOptions): BesideReader | null {
  const program = new URL('./header-worker.js', import.meta.url);
  if (import.meta.url.endsWith('.ts') || availableParallelism() < 2) return null;
  const headers = new HeaderReader();
  const finished: { readonly file: SharedFile; readonly reply: TailReply }[] = [];
  return {
    headers,
    shareFile(file) {
      if (file.size < SMALLEST) return null;
      const worker = new Worker(program);
      worker.unref();
      return () => {
        if (!options.recipients) headers.leaveOutRecipients(readFileAgain);
        const keep = (reply: TailReply) => finished.push({ file, reply });
        return startTail(worker, file, !options.recipients, keep, () => headers.leaveOutRecipients(null));
      };
    },
    *messages() {
      for (const { file, reply } of finished) {
        const place = { source: file.name, custodian: file.custodian, folder: file.folder };
        const pages = reply.buffers.map((buffer) => pageOfBuffer(buffer, headers.memory));
        for (let index = 0; index < reply.places.length; index++)
          yield messageAt(pages[reply.pageOf[index]!]!, reply.places[index]!, place);
      }
    },
  };
}

function startTail(
  worker: Worker,
  file: SharedFile,
  lean: boolean,
  keep: (reply: TailReply) => void,
  closed: () => void,
): Tail {
  let tellSeam: (seam: number | null) => void = () => {};
  let tellReply: (reply: TailReply | null) => void = () => {};
  const seam = new Promise<number | null>((resolve) => {
    tellSeam = resolve;
  });
  const reply = new Promise<TailReply | null>((resolve) => {
    tellReply = resolve;
  });
  const giveUp = () => {
    tellSeam(null);
    tellReply(null);
  };
  worker.on('message', (answer: TailAnswer) => {
    if (answer.kind === 'seam') tellSeam(answer.seam);
    else tellReply(answer.kind === 'tail' ? answer : null);
  });
  worker.on('error', giveUp);
  worker.on('exit', giveUp);
  worker.ref();
  const from = Math.floor(file.size * FIRST_SHARE);
  worker.postMessage({ file: plain(file), from, lean } satisfies TailRequest);
  return {
    from,
    seam,
    async finish() {
      const read = await reply;
      if (read === null) return null;
      keep(read);
      return { end: read.end, messages: read.places.length };
    },
    close() {
      closed();
      void worker.terminate();
    },
  };
}

/** What can be handed to another thread. */
function plain({ path, name, size, custodian, folder, named, maildir }: SharedFile): SharedFile {
  return { path, name, size, custodian, folder, named, maildir };
}

/** The bytes of a file that was read before. Few messages are read again: those that nothing else tells apart. */
function readFileAgain(source: string, offset: number, length: number): Uint8Array {
  const file = openSync(openable(source), 'r');
  try {
    const bytes = Buffer.allocUnsafe(length);
    return bytes.subarray(0, readSync(file, bytes, 0, length, offset));
  } finally {
    closeSync(file);
  }
}
