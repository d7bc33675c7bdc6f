import type { EngineTable } from './engine-tables.js';

/** Rows that lie in files, as a table that SQL can name. */
export interface FileTable {
  readonly table: EngineTable;
  readonly files: readonly string[];
}

/** What is run by a stage: each file by a process of its own, what they print to a folder. */
export interface StageRun {
  readonly stage: string;
  /** Version of the program, which what is printed depends on. */
  readonly version: string;
  readonly from: readonly string[];
  readonly to: string;
  /** The file for `--whole`, for stages that need it. */
  readonly whole?: string;
}

/** A table that SQL made and that is written to a folder. */
export interface TableExport {
  readonly table: EngineTable;
  readonly to: string;
  /** Columns that order the rows. */
  readonly order: readonly string[];
  /** Column whose values stay in one file each, rows of one value after the other; one file of all unless given. */
  readonly by?: string;
}

/**
 * What an engine is asked to do. Files lie where all its processes see them. Every step can be done again: files get their names
 * when they are complete, and the names come from what they were made of.
 */
export interface Engine {
  /** Lets SQL name the rows of files. */
  show(tables: readonly FileTable[]): Promise<void>;
  /** Runs statements of SQL: each makes a table. */
  run(sql: string): Promise<void>;
  /** Gives the files that hold the table now. */
  write(table: TableExport): Promise<readonly string[]>;
  /** Gives the files that hold what was printed, in the order of `from`. */
  pipe(run: StageRun): Promise<readonly string[]>;
  close(): Promise<void>;
}
