import { once } from 'node:events';
import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  createWriteStream,
  existsSync,
  lstatSync,
  openSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { Writable } from 'node:stream';
import { plainStyle, type TextStyle } from '../report/format/text-style.js';
import { makeVisible } from '../text/visible-text.js';
import { evidenceFiles, type IsEvidence, leadsTo } from './evidence-files.js';
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
    terminal: stdout.isTTY === true,
    colour: stdout.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== 'dumb',
  };
  return streamOutput(stdout, style, (error) =>
    error.code === 'EPIPE' ? new OutputClosed() : cannotWrite('standard output', error),
  );
}

/**
 * A file that appears under its name only when it is complete; a device or a pipe is written to as it is.
 * Refuses to stand where one of the inputs stands or a file that an input leads to: evidence is never overwritten.
 */
function fileOutput(path: string, isEvidence: IsEvidence): Output {
  if (isEvidence(path)) throw belongsToInputs(path);
  const target = leadsTo(path);
  const standing = existsSync(target) ? statSync(target) : null;
  if (standing?.isDirectory()) throw cannotWrite(path, { code: 'EISDIR' });
  if (standing !== null && !standing.isFile()) return deviceOutput(path, standing);
  const folder = dirname(target);
  if (existsSync(folder) && !statSync(folder).isDirectory()) throw cannotWrite(path, { code: 'ENOTDIR' });
  try {
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw cannotWrite(path, error as NodeJS.ErrnoException);
  }
  const partial = freeName(target, isEvidence);
  let forget = () => {};
  const discard = (error: NodeJS.ErrnoException) => {
    forget();
    rmSync(partial, { force: true });
    return cannotWrite(path, error);
  };
  let opened: { readonly stream: Writable; readonly output: Output } | undefined;
  const open = () => {
    // Never opens what is there: a link of that name might lead anywhere.
    const stream = createWriteStream(partial, { flags: 'wx', ...(standing ? { mode: standing.mode & MODE } : {}) });
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
        if (standing) chmodSync(partial, standing.mode & MODE);
        renameSync(partial, target);
      } catch (error) {
        throw discard(error as NodeJS.ErrnoException);
      }
      forget();
    },
  };
}

const belongsToInputs = (path: string): CommandError =>
  new CommandError(exitCode.usage, `${path}: belongs to the inputs and is not overwritten. Name another file with -o`);

/** The bits of a file's mode that say who may do what with it. */
const MODE = 0o7777;

/** `OUT.partial`, or `OUT.partial-2` and so on where something of that name stands already. */
function freeName(path: string, isEvidence: IsEvidence): string {
  for (let count = 1; ; count++) {
    const name = count === 1 ? `${path}.partial` : `${path}.partial-${count}`;
    if (isEvidence(name)) throw belongsToInputs(name);
    if (lstatSync(name, { throwIfNoEntry: false }) === undefined) return name;
  }
}

/** Writes to a character device or a pipe that is there; a pipe needs a reader, a disk is nothing to write to. */
function deviceOutput(path: string, standing: Stats): Output {
  if (!standing.isCharacterDevice() && !standing.isFIFO())
    throw new CommandError(exitCode.notWritten, `${path}: cannot write: neither a file nor a pipe`);
  let descriptor: number;
  try {
    // Opening a pipe without a reader would wait for ever; opened so, it fails.
    const probe = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
    descriptor = openSync(path, constants.O_WRONLY);
    closeSync(probe);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw cannotWrite(path, { code: code === 'ENXIO' ? 'nobody' : code, message });
  }
  const stream = createWriteStream(path, { fd: descriptor });
  const output = streamOutput(stream, plainStyle, (error) => cannotWrite(path, error));
  return {
    ...output,
    end: async () => {
      await output.end();
      stream.end();
      if (!stream.closed) await once(stream, 'close');
    },
  };
}

/** Standard output, or the file after `-o`. `inputs` are paths, or what tells of a path whether it belongs to them. */
export function openOutput(path: string | undefined, inputs: readonly string[] | IsEvidence): Output {
  if (path === undefined || withoutMark(path) === '-') return standardOutput();
  return fileOutput(path, typeof inputs === 'function' ? inputs : evidenceFiles(inputs));
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
    nobody: 'nobody reads from this pipe',
  };
  return new CommandError(
    exitCode.notWritten,
    `${what}: cannot write: ${(Object.hasOwn(reasons, error.code ?? '') ? reasons[error.code ?? ''] : undefined) ?? error.message ?? error.code}`,
  );
}
