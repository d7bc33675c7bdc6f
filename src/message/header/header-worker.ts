import { parentPort } from 'node:worker_threads';
import { cutTail, findSeam } from '../../source/cut-tail.js';
import type { SharedFile } from '../../source/read-sources.js';
import type { FieldPage } from './kept-fields.js';
import { HeaderReader } from './read-header-message.js';

/** What the thread is asked to read. */
export interface TailRequest {
  readonly file: SharedFile;
  readonly from: number;
  /** True leaves recipients out of what is kept. */
  readonly lean: boolean;
}

/** The rest of a file as pages of kept fields; `pages` and `places` have an entry each a message. */
export interface TailReply {
  readonly kind: 'tail';
  readonly buffers: readonly ArrayBuffer[];
  readonly pageOf: Int32Array;
  readonly places: Int32Array;
  readonly end: number;
}

/** What the thread that reads the second half of a file answers. */
export type TailAnswer = { readonly kind: 'seam'; readonly seam: number | null } | { readonly kind: 'odd' } | TailReply;

parentPort?.on('message', (request: TailRequest) => {
  void answer(request).catch(() => parentPort?.postMessage({ kind: 'odd' } satisfies TailAnswer));
});

async function answer({ file, from, lean }: TailRequest): Promise<void> {
  const headers = new HeaderReader();
  headers.leaveOutRecipients(lean ? readNothing : null);
  const seam = await findSeam(file.path, from);
  parentPort?.postMessage({ kind: 'seam', seam } satisfies TailAnswer);
  if (seam === null) return;
  const cutting = await cutTail(file, seam);
  const pages: FieldPage[] = [];
  const pageOf: number[] = [];
  const places: number[] = [];
  for await (const batch of cutting.batches)
    for (const raw of batch) {
      const { page, at } = headers.read(raw);
      if (pages.at(-1) !== page) pages.push(page);
      pageOf.push(pages.length - 1);
      places.push(at);
    }
  const { source, problems, gaps } = cutting.result();
  if (source === null || source.format !== 'mbox' || problems.length > 0 || gaps.length > 0) {
    parentPort?.postMessage({ kind: 'odd' } satisfies TailAnswer);
    return;
  }
  const buffers = pages.map((page) => page.bytes.buffer as ArrayBuffer);
  const reply: TailReply = {
    kind: 'tail',
    buffers,
    pageOf: Int32Array.from(pageOf),
    places: Int32Array.from(places),
    end: source.contentLength,
  };
  parentPort?.postMessage(reply, buffers);
}

/** This thread only keeps; it is asked for nothing. */
function readNothing(): Uint8Array {
  return new Uint8Array(0);
}
