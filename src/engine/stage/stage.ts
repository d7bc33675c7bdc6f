import type { EngineTable } from '../engine-tables.js';

/** What a stage is given beside its rows. */
export interface StageOptions {
  /** A file that holds what is known of the whole, as `WholeFacts`; for stages that need it. */
  readonly whole: string | null;
}

/**
 * A stage as a filter: rows of one table in, rows of another out, one partition, nothing kept from one run to the next. Any engine that
 * can start a program and hand it lines runs it.
 */
export interface Stage {
  readonly name: string;
  readonly reads: EngineTable;
  readonly writes: EngineTable;
  readonly summary: string;
  /** @param rows lines of JSON; gives lines of JSON */
  run(rows: AsyncIterable<string>, options: StageOptions): AsyncIterable<string>;
}
