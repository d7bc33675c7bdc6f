import type { Problem, SourceFormat } from '../source.js';
import type { Compression } from './compression.js';

/** Is told what was opened and what was wrong with it. */
export interface ArchiveReport {
  problem(problem: Problem): void;
  /** The file is an archive whose entries follow. */
  opened(format: Extract<SourceFormat, 'zip' | 'tar' | '7z' | 'rar' | 'pdf'>, compression: Compression | null): void;
  /** True for a document that is not looked into: a load file tells of it. */
  isDocument?(name: string): boolean;
}

/** Says, by the name of its source, whether a file in an archive is to be opened; one that is not is named, without a stream. */
export type Opens = (name: string) => boolean;
