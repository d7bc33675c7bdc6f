import { createReadStream, statSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { describeFailure } from './failure.js';
import { openable, realPathOf, recoverPath, slashed } from './file-path.js';
import { INSIDE } from './inside.js';
import { folderOfPath } from './mailbox-folder.js';
import type { Problem, Source } from './source.js';
import { type FoundFile, walkFolder } from './walk-folder.js';

/** A file or folder to read. */
export interface SourceInput {
  /** Path of a file or folder; `-` is standard input. */
  readonly path: string;
  readonly custodian?: string | null;
  /** What its sources are called instead of the path: what lies elsewhere now keeps the name that it was read under before. */
  readonly name?: string;
}

/** An input file, opened by its path or as a stream. */
export interface InputFile extends FoundFile {
  readonly custodian: string | null;
  readonly stream: (() => Readable) | null;
}

/** The files that the inputs name or hold, each once, in the order of the inputs. */
export function findFiles(inputs: readonly SourceInput[], stdin: Readable, problems: Problem[]): readonly InputFile[] {
  const files: InputFile[] = [];
  const seen = new Map<string, number>();
  const add = (file: InputFile) => {
    const key = file.stream === null ? file.realPath : file.name;
    const known = seen.get(key);
    if (known !== undefined) {
      // A folder may hold the file of a custodian: who says whose it is, is heard.
      const first = files[known]!;
      if (first.custodian === null && file.custodian !== null) files[known] = { ...first, custodian: file.custodian };
      if (first.skip && file.named) {
        files[known] = { ...file, custodian: file.custodian ?? first.custodian };
        return;
      }
      const message = `${file.name}: was read already under another name or twice in the inputs`;
      problems.push({ code: 'already-read', severity: 'info', message, origin: null });
      return;
    }
    seen.set(key, files.push(file) - 1);
  };
  for (const input of inputs) {
    const custodian = input.custodian ?? null;
    const path = recoverPath(input.path);
    const called = (found: string) => (input.name === undefined ? found : renamed(found, slashed(path), input.name));
    const name = called(slashed(path));
    const plain = { path, name, realPath: name, named: true, maildir: false, folder: folderOfPath(name), custodian };
    if (input.path === '-') {
      add({ ...plain, size: 0, stream: () => stdin });
      continue;
    }
    try {
      const status = statSync(openable(path));
      if (status.isDirectory()) {
        for (const file of walkFolder(path, (problem) => problems.push(problem)))
          add({ ...file, name: called(file.name), custodian, stream: null });
      } else if (status.isFile()) {
        const { size, mtimeMs: modified } = status;
        add({ ...plain, realPath: realPathOf(path), size, modified, stream: null });
      } else add({ ...plain, size: 0, stream: () => createReadStream(openable(path)) });
    } catch (error) {
      problems.push(describeFailure(name, error));
    }
  }
  return files;
}

/** `('new/mail/a.eml', 'new/mail', 'case')` → `case/a.eml`. */
const renamed = (name: string, path: string, to: string): string => {
  const base = path.replace(/^\.\//, '').replace(/\/+$/, '');
  return slashed(to).replace(/\/+$/, '') + (name.startsWith(base) ? name.slice(base.length) : `/${name}`);
};

/** A file that is another one after reading than it was before: what was read may be neither. */
export function reportChanges(files: readonly InputFile[], problems: Problem[]): void {
  const told = new Set(problems.filter(({ code }) => code === 'file-changed').map(({ origin }) => origin?.source));
  for (const { path, name, size, modified, stream } of files) {
    if (stream !== null || modified === undefined || told.has(name)) continue;
    const now = statusOf(path);
    if (now?.mtimeMs === modified && now.size === size) continue;
    const message = `${name}: ${now === null ? 'gone' : 'changed'} while it was read: what is told of it, and its SHA-256, may be of neither state. Read a copy that nobody writes to`;
    problems.push({ code: 'file-changed', severity: 'error', message, origin: { source: name, offset: 0, length: 0 } });
  }
}

function statusOf(path: string) {
  try {
    return statSync(openable(path));
  } catch {
    return null;
  }
}

/** A folder in which nothing was mail is an error, as a wrong path is. */
export function reportEmptyFolders(
  inputs: readonly SourceInput[],
  files: readonly InputFile[],
  sources: readonly Source[],
  problems: Problem[],
): void {
  const withMail = new Set(sources.filter((source) => source.messages > 0).map(({ name }) => name.split(INSIDE)[0]!));
  for (const input of inputs) {
    if (input.path === '-' || !isFolder(recoverPath(input.path))) continue;
    const path = recoverPath(input.path);
    const prefix = `${slashed(input.name ?? path).replace(/\/+$/, '')}/`;
    const found = files.some((file) => !file.named && isBelow(file.name, prefix) && withMail.has(file.name));
    if (found) continue;
    const message = `${path}: no mail in this folder`;
    problems.push({ code: 'no-mail-in-folder', severity: 'error', message, origin: null });
  }
}

const isBelow = (name: string, prefix: string): boolean =>
  prefix === './' ? !name.startsWith('/') : name.startsWith(prefix.replace(/^\.\//, '')) || name.startsWith(prefix);

function isFolder(path: string): boolean {
  try {
    return statSync(openable(path)).isDirectory();
  } catch {
    return false;
  }
}
