/** One file that a view writes; a view that gives several is written to a folder. */
export interface ReportFile {
  /** Path inside the folder, `/` between names. */
  readonly path: string;
  readonly content: string;
}

/** A day that matters to the case, to be marked in plots: `{ date: '2019-05-14', label: 'Meeting' }`. */
export interface CaseEvent {
  /** ISO 8601: a day or a moment. */
  readonly date: string;
  readonly label: string;
}
