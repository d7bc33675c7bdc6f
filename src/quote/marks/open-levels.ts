import type { FoundHeader } from '../header-block/found-header.js';
import { DEEPEST } from '../line-table.js';

/** An embedded message while its lines are gathered. */
export interface OpenMessage {
  header: FoundHeader | null;
  readonly depth: number;
  /** Index of the message that quotes it; null = the outer message, or unknown. */
  readonly quotedBy: number | null;
  /** Some line of its text is not blank. */
  full: boolean;
}

/**
 * Keeps which message is open at each level.
 *
 * A level is the count of marks plus one for each header above whose message goes on below it without marks of its own:
 *
 *     text                        level 0
 *     -----Original Message-----  header at 0 marks: its message is level 1
 *     From: Ann
 *     text of Ann                 level 1
 *     > text that Ann quotes      level 2
 */
export class OpenLevels {
  readonly opened: OpenMessage[] = [];
  /** Index of the open message of each level; the outer message has none. */
  private readonly current: number[] = [-1];
  /** By count of marks: how many headers push what follows one level down. */
  private shifts: Int32Array | null = null;

  levelOf(depth: number): number {
    if (!this.shifts) return depth;
    let level = depth;
    for (let marks = 0; marks <= depth; marks++) level += this.shifts[marks]!;
    return level;
  }

  /** The open message of a level, -1 if there is none. */
  at(level: number): number {
    return level < this.current.length ? this.current[level]! : -1;
  }

  /** Opens a message at a level and closes those that are deeper; levels that were skipped get one without a header. */
  open(level: number, header: FoundHeader | null): number {
    if (this.current.length > level) this.current.length = level;
    while (this.current.length < level) this.add(null);
    return this.add(header);
  }

  /** The messages below a line with so many marks are at an end. */
  closeDeeper(depth: number): void {
    this.shifts?.fill(0, depth + 1);
  }

  /** How many headers push what follows so many marks down; set again where messages stand beside one another. */
  shiftOf(depth: number): number {
    return this.shifts?.[depth] ?? 0;
  }

  setShift(depth: number, shift: number): void {
    if (this.shifts) this.shifts[depth] = shift;
  }

  pushBelow(depth: number): void {
    this.shifts ??= new Int32Array(DEEPEST + 1);
    this.shifts[depth]!++;
  }

  /**
   * Ends the message whose header stands at so many marks and goes on below it; -1 where there is none. What a forwarded
   * message quotes without marks ends with it, and what stands in a frame that the line closes.
   */
  end(depth: number, line: number, isEnd: boolean): number {
    const count = this.shifts?.[depth] ?? 0;
    if (!this.shifts || count === 0) return -1;
    const level = this.levelOf(depth);
    let closed = 0;
    let forwarded = 0;
    for (let above = 0; above < count && closed === 0; above++) {
      const header = this.opened[this.at(level - above)]?.header;
      if (header?.closedBy === line) closed = above + 1;
      if (header?.action === 'forward' && forwarded === 0) forwarded = above + 1;
    }
    if (closed === 0 && !isEnd) return -1;
    closed ||= forwarded || 1;
    const ended = this.at(level - closed + 1);
    this.shifts[depth] = count - closed;
    this.closeDeeper(depth);
    this.current.length = Math.min(this.current.length, level - closed + 1);
    return ended;
  }

  private add(header: FoundHeader | null): number {
    const depth = this.current.length;
    const parent = this.current[depth - 1]!;
    this.opened.push({ header, depth, quotedBy: parent < 0 ? null : parent, full: false });
    this.current.push(this.opened.length - 1);
    return this.opened.length - 1;
  }
}
