/** A date as somebody else's mail program wrote it, with its uncertainty. */
export interface WrittenDate {
  readonly raw: string;
  /** The clock as written, as if it were UTC (ms); the first reading if day and month may be swapped. */
  readonly local: number;
  /** Other possible readings (day and month swapped), as if UTC (ms). */
  readonly alternatives: readonly number[];
  /** Minutes east of UTC, where written; null = unknown. */
  readonly offset: number | null;
  /** What the writing resolves. */
  readonly precision: 'second' | 'minute' | 'day';
}
