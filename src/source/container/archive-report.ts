import type { Problem } from '../source.js';
import type { Compression } from './compression.js';

/** What is opened to look at what is inside. */
export const CONTAINER_FORMATS = ['zip', 'tar', '7z', 'rar', 'pdf', 'xlsx', 'docx'] as const;

/** One of them. */
export type ContainerFormat = (typeof CONTAINER_FORMATS)[number];

/** Is told what was opened and what was wrong with it. */
export interface ArchiveReport {
  problem(problem: Problem): void;
  /** The file is an archive whose entries follow. */
  opened(format: ContainerFormat, compression: Compression | null): void;
  /** True for a document that is not looked into: a load file tells of it. */
  isDocument?(name: string): boolean;
}

/** Says, by the name of its source, whether a file in an archive is to be opened; one that is not is named, without a stream. */
export type Opens = (name: string) => boolean;
