import type { InputFile } from './find-files.js';
import type { ProgressCounter } from './read-scattered.js';

/** How far the reading is. Bytes are those of the files as they lie there. */
export interface ReadProgress {
  readonly bytesRead: number;
  /** null where standard input or a pipe is among the inputs. */
  readonly bytesTotal: number | null;
  readonly messages: number;
  readonly source: string;
}

/** Counts what was read of the files, and tells of it. */
export function countProgress(
  files: readonly InputFile[],
  onProgress: ((progress: ReadProgress) => void) | undefined,
): ProgressCounter {
  const streamed = files.some((file) => file.stream !== null);
  const bytesTotal = streamed ? null : files.reduce((sum, file) => sum + file.size, 0);
  let bytesRead = 0;
  let messages = 0;
  return {
    update(file, fileBytes, fileMessages) {
      const source = file.name;
      onProgress?.({ bytesRead: bytesRead + fileBytes, bytesTotal, messages: messages + fileMessages, source });
    },
    finish(source) {
      bytesRead += source.size;
      messages += source.messages;
    },
  };
}
