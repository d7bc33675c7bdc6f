import { spawn } from 'node:child_process';
import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { freemem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { CASE_HEAD, isCaseHead } from '../source/database/case-head.js';
import { makeVisible } from '../text/visible-text.js';
import { exitCode } from './exit-code.js';
import { parseMemory } from './option/memory-option.js';

/** Bytes of input for which the engine's own limit is enough with a wide margin. */
const SMALL = 64_000_000;
/** Memory that a byte of mail took: of mailboxes that are mostly attachments, of usual ones, and of short messages. */
const LEAST_TAKEN = 0.2;
const USUALLY_TAKEN = 4;
const MOST_TAKEN = 13;
/** What of the memory is for the engine's heap; the rest is for texts in pages outside of it. */
const HEAP_SHARE = 0.75;
/** Per cent by which the heap may grow; the engine's own measure is three or four times as much as is in use. */
const GROWTH = 40;
/** Entries of folders that are looked at: more than these are much mail, however small each is. */
const MOST_ENTRIES = 200_000;
/** How what is packed begins: zip, gzip, bzip2, xz, zstd, 7-Zip, RAR, Parquet. Only then is it looked at more closely. */
const MAY_BE_PACKED = new Set(['PK', '\x1f\x8b', 'BZ', '\xfd7', '(\xb5', '7z', 'Ra', 'PA']);
/** Commands that need all of a case; the others read some of its rows. */
const WHOLE_CASE = new Set(['add', 'report', 'export', 'inclusive', 'compare']);

/** Commands that go through all stages once: they run so much code for so short a time that making it fast takes longer than it saves. */
const ALL_STAGES = new Set(['build', 'add']);
/**
 * How long a function runs before the engine of Node 20 makes it faster; its own measure is 67584. A build takes up to a fifth less processor time
 * so. Later engines do it in smaller steps, and do not know the option.
 */
const PATIENCE = '--interrupt-budget=400000';
const FIRST_WITHOUT = 22;

/**
 * Runs a command line; where its inputs are large, or `--memory` is given, in a process of its own that may take as much memory as there is,
 * or as is given. Running out of it is one clear line and an exit code then, and never the engine's abort alone.
 */
export async function withEnoughMemory(
  args: readonly string[],
  run: (args: readonly string[]) => Promise<number>,
): Promise<number> {
  if (ALL_STAGES.has(commandOf(args)) && Number.parseInt(process.versions.node, 10) < FIRST_WITHOUT)
    setFlagsFromString(PATIENCE);
  if (hasLimit()) {
    // However much it may take, the heap grows by no more than this beyond what is in use before it is cleaned.
    setFlagsFromString(`--heap-growing-percent=${GROWTH}`);
    endWithParent();
    return run(args);
  }
  const asked = memoryAsked(args);
  const bytes = await inputBytes(args);
  const headersOnly = args.includes('--headers-only');
  // How much standard input holds is not known beforehand.
  if (asked === null && bytes < SMALL && !(headersOnly && args.includes('-'))) return run(args);
  const memory = asked ?? freeMemory();
  if (!headersOnly && bytes * USUALLY_TAKEN > memory)
    say(
      `${gigabytes(bytes)} of input need from ${gigabytes(bytes * LEAST_TAKEN)} of memory, where most of it is attachments, to ${gigabytes(bytes * MOST_TAKEN)}, and ${gigabytes(memory)} may be taken: it may not be enough`,
    );
  const { code, signal } = await runApart(args, [
    `--max-old-space-size=${Math.floor((memory * HEAP_SHARE) / 1_048_576)}`,
    ...(headersOnly ? [ROOM_FOR_HEADERS] : []),
  ]);
  if (signal === null) return code ?? exitCode.fault;
  if (signal !== 'SIGABRT' && signal !== 'SIGKILL') {
    process.kill(process.pid, signal);
    return exitCode.fault;
  }
  const why = signal === 'SIGABRT' ? 'not enough memory' : 'ended by the system, most likely for want of memory';
  say(
    `${why}: more than the ${gigabytes(memory)} that may be taken. The output is not complete. Give more with --memory, name fewer inputs, or look at headers alone (--headers-only)`,
  );
  return exitCode.noMemory;
}

/** True where somebody set the limit of the heap already: this program for itself, or the user. */
const hasLimit = (): boolean =>
  [...process.execArgv, process.env.NODE_OPTIONS ?? ''].some((option) => option.includes('max-old-space-size'));

const commandOf = (args: readonly string[]): string => args.find((arg) => !arg.startsWith('-')) ?? '';

/** What `--memory` names, in bytes; null where it is not given, or wrong, which the command line tells then. */
function memoryAsked(args: readonly string[]): number | null {
  const at = args.findIndex((arg) => arg === '--memory' || arg.startsWith('--memory='));
  if (at < 0) return null;
  const [, value = args[at + 1]] = args[at]!.split('=', 2);
  return parseMemory(value ?? '');
}

/** Memory that can be taken without pushing others out, in bytes; within a container what it may have. */
function freeMemory(): number {
  const { availableMemory } = process as { readonly availableMemory?: () => number };
  return availableMemory?.() ?? freemem();
}

/** Bytes of all files that the arguments name, and that lie in the folders that they name: of packed ones what they unpack to. */
async function inputBytes(args: readonly string[]): Promise<number> {
  const command = commandOf(args);
  let bytes = 0;
  let entries = 0;
  const open = args.map((arg) => arg.slice(arg.indexOf('=') + 1)).filter((arg) => arg !== '' && arg !== command);
  for (let path = open.pop(); path !== undefined && entries < MOST_ENTRIES; path = open.pop()) {
    entries++;
    try {
      const stats = statSync(path);
      if (stats.isDirectory()) for (const name of readdirSync(path)) open.push(join(path, name));
      else if (stats.isFile()) bytes += await mailBytes(path, stats.size, WHOLE_CASE.has(command));
    } catch {
      // No file: an option, a key, a word to search. What cannot be read is told by who reads it.
    }
  }
  return entries < MOST_ENTRIES ? bytes : Math.max(bytes, SMALL);
}

/** Bytes of mail in a file; none of a case that is not read as a whole. */
async function mailBytes(path: string, size: number, wholeCase: boolean): Promise<number> {
  const head = headOf(path);
  if (isCaseHead(head)) return wholeCase ? size : 0;
  if (!MAY_BE_PACKED.has(head.toString('latin1', 0, 2))) return size;
  const { unpackedSize } = await import('../source/unpacked-size.js');
  return unpackedSize(path, size);
}

function headOf(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(CASE_HEAD);
    return head.subarray(0, readSync(file, head, 0, CASE_HEAD, 0));
  } finally {
    closeSync(file);
  }
}

/**
 * QUIRK: the C library of Linux keeps what buffers of files took, in a pool for each thread, for other uses: so they are given back at once.
 * Of a mailbox of 4 GB that is a fifth of all memory. Other libraries do not know the names.
 */
const RETURNS_MEMORY = { MALLOC_ARENA_MAX: '1', MALLOC_MMAP_THRESHOLD_: '131072', MALLOC_TRIM_THRESHOLD_: '131072' };

/** Room for new objects, in MiB: headers alone make few at a time. Of 221,000 headers it saves 17 of 377 MB, and no time is lost. */
const ROOM_FOR_HEADERS = '--max-semi-space-size=8';

/** Runs the command line in a process with these limits; ends it with this one. */
function runApart(
  args: readonly string[],
  limits: readonly string[],
): Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }> {
  const main = fileURLToPath(new URL('main.js', import.meta.url));
  const child = spawn(process.execPath, [...process.execArgv, ...limits, main, ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...RETURNS_MEMORY, ...process.env },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
}

/** Ends this process when the one that started it is gone. */
function endWithParent(): void {
  if (process.channel === undefined) return;
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref();
}

/** `7.7 GB`; below one, `640 MB`. */
const gigabytes = (bytes: number): string =>
  bytes < 1e9 ? `${Math.round(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;

function say(line: string): void {
  process.stderr.write(`rethread: ${makeVisible(line)}\n`);
}
