import { messageRows } from '../../case/message-rows.js';
import { packText } from '../../case/pack-json.js';
import type { Message } from '../../message/message.js';
import type { SplitBody } from '../../quote/segment.js';
import { splitMessage } from '../../quote/split-message.js';
import { readFoundMail } from '../../run/read-mail.js';
import type { InputFile } from '../../source/find-files.js';
import type { Stage } from './stage.js';

/** What the record of a task holds. */
export interface ReadTask {
  /** With when each was changed last: what was read of it before that does not count. */
  readonly files: readonly (Omit<InputFile, 'stream'> & { readonly modified: number })[];
  readonly map: Readonly<Record<string, string>>;
}

/** Reads, decodes, splits and hashes the files of each task. */
export const readStage: Stage = {
  name: 'read',
  reads: 'task',
  writes: 'read',
  summary: 'files → messages, decoded and split, and what reading left beside them',
  async *run(rows) {
    for await (const row of rows) {
      const { record } = JSON.parse(row) as { readonly record: string };
      yield* readTask(JSON.parse(record) as ReadTask);
    }
  },
};

async function* readTask({ files, map }: ReadTask): AsyncGenerator<string> {
  const mail = await readFoundMail(
    files.map((file) => ({ ...file, stream: null })),
    { map, hash: true },
  );
  const left = { source: mail.sources, problem: mail.problems, gap: mail.gaps };
  for (const [kind, records] of Object.entries(left))
    for (const record of records) yield JSON.stringify({ kind, record: JSON.stringify(record) });
  for (const message of mail.messages) {
    const { row, header, content } = messageRows(message, splitOf(message));
    const packed = content === null ? null : Buffer.from(packText(content)).toString('base64');
    yield JSON.stringify({ kind: 'message', ...row, header, content: packed });
  }
}

/** How the body was split; null where a fault of the program prevents it: that is met again, and told of, where all is put together. */
function splitOf(message: Message): SplitBody | null {
  if (message.body === null) return null;
  try {
    return splitMessage(message);
  } catch {
    return null;
  }
}
