import { once } from 'node:events';
import {
  accessSync,
  constants,
  createWriteStream,
  existsSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, sep } from 'node:path';
import type { Writable } from 'node:stream';
import { makeVisible } from '../report/format/display-text.js';
import { plainStyle, type TextStyle } from '../report/format/text-style.js';
import { CommandError, exitCode, OutputClosed } from './exit-code.js';
import { withoutMark } from './option/case-options.js';
import { whenInterrupted } from './when-interrupted.js';

/** Where results go. Waits where the reader is slower than the writer. */
export interface Output {
  readonly style: TextStyle;
  write(chunk: string | Uint8Array): Promise<void> | void;
  /** Writes what is left; the output is complete once it resolves. */
  end(): Promise<void>;
}

/** Text is collected up to this many characters before it is handed on. */
const CHUNK = 1 << 16;

/** Writes all chunks and ends the output. */
export async function writeAll(output: Output, chunks: Iterable<string | Uint8Array>): Promise<void> {
  for (const chunk of chunks) {
    const waiting = output.write(chunk);
    if (waiting) await waiting;
  }
  await output.end();
}

/** The terminal, pipe or file behind standard output. */
export function standardOutput(): Output {
  const { stdout } = process;
  const style = {
    width: stdout.isTTY ? Math.max(40, stdout.columns ?? plainStyle.width) : plainStyle.width,
    colour: stdout.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== 'dumb',
  };
  return streamOutput(stdout, style, (error) =>
    error.code === 'EPIPE' ? new OutputClosed() : cannotWrite('standard output', error),
  );
}

/**
 * A file that appears under its name only when it is complete.
 * Refuses to stand where one of the inputs stands or a file of an input folder: evidence is never overwritten.
 */
function fileOutput(path: string, inputs: readonly string[]): Output {
  const partial = `${path}.partial`;
  for (const written of [path, partial])
    if (belongsTo(inputs, written))
      throw new CommandError(
        exitCode.usage,
        `${written}: belongs to the inputs and is not overwritten. Name another file with -o`,
      );
  if (existsSync(path) && statSync(path).isDirectory()) throw cannotWrite(path, { code: 'EISDIR' });
  try {
    accessSync(dirname(path), constants.W_OK);
  } catch (error) {
    throw cannotWrite(path, error as NodeJS.ErrnoException);
  }
  let forget = () => {};
  const discard = (error: NodeJS.ErrnoException) => {
    forget();
    rmSync(partial, { force: true });
    return cannotWrite(path, error);
  };
  let opened: { readonly stream: Writable; readonly output: Output } | undefined;
  const open = () => {
    const stream = createWriteStream(partial);
    opened = { stream, output: streamOutput(stream, plainStyle, discard) };
    forget = whenInterrupted(() => {
      rmSync(partial, { force: true });
      process.stderr.write(`rethread: interrupted; ${makeVisible(path)} was not written\n`);
    });
    return opened;
  };
  return {
    style: plainStyle,
    write: (chunk) => (opened ?? open()).output.write(chunk),
    end: async () => {
      const { stream, output } = opened ?? open();
      await output.end();
      try {
        stream.end();
        if (!stream.closed) await once(stream, 'close');
        renameSync(partial, path);
      } catch (error) {
        throw discard(error as NodeJS.ErrnoException);
      }
      forget();
    },
  };
}

/** True where a file is one of the inputs or stands in an input folder. */
function belongsTo(inputs: readonly string[], path: string): boolean {
  if (!existsSync(path)) return false;
  const target = realpathSync(path);
  return inputs.some((input) => {
    const real = existsSync(input) ? realpathSync(input) : null;
    return real !== null && (real === target || target.startsWith(real + sep));
  });
}

/** Standard output, or the file after `-o`. */
export function openOutput(path: string | undefined, inputs: readonly string[]): Output {
  return path === undefined || withoutMark(path) === '-' ? standardOutput() : fileOutput(path, inputs);
}

function streamOutput(stream: Writable, style: TextStyle, asError: (error: NodeJS.ErrnoException) => Error): Output {
  let failure: Error | undefined;
  let text = '';
  stream.on('error', (error) => {
    failure ??= asError(error);
  });
  const send = async (chunk: string | Uint8Array) => {
    if (failure) throw failure;
    if (!stream.write(chunk)) await once(stream, 'drain').catch(() => {});
    if (failure) throw failure;
  };
  const flush = () => {
    const chunk = text;
    text = '';
    return send(chunk);
  };
  return {
    style,
    write: (chunk) => {
      if (typeof chunk === 'string') {
        text += chunk;
        return text.length < CHUNK ? undefined : flush();
      }
      return text ? flush().then(() => send(chunk)) : send(chunk);
    },
    end: async () => {
      if (text) await flush();
      await new Promise<void>((resolve) =>
        stream.write('', (error) => {
          if (error) failure ??= asError(error);
          resolve();
        }),
      );
      if (failure) throw failure;
    },
  };
}

/** The one line for a place that cannot be written to. */
export function cannotWrite(
  what: string,
  error: { readonly code?: string | undefined; readonly message?: string },
): CommandError {
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: 'the folder does not exist',
    EACCES: 'no permission to write there',
    EPERM: 'no permission to write there',
    EISDIR: 'is a folder, name a file',
    ENOTDIR: 'a file stands where a folder is needed',
    EEXIST: 'something of that name is in the way',
    ENAMETOOLONG: 'the name is too long',
    ENOSPC: 'the disk is full',
    EDQUOT: 'your share of the disk is used up',
    EFBIG: 'the file would be larger than this system lets it be',
    EROFS: 'the disk is read-only',
  };
  return new CommandError(
    exitCode.notWritten,
    `${what}: cannot write: ${reasons[error.code ?? ''] ?? error.message ?? error.code}`,
  );
}
