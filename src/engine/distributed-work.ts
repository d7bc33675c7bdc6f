import type { Message } from '../message/message.js';
import type { SplitBody } from '../quote/segment.js';
import type { LinePlace } from './posted-message.js';

/** Where and in how large parts to work. */
export interface DistributedWork {
  /** A folder that all processes see. What lies there of a run that was broken off is used again. */
  readonly folder: string;
  /** Posts whose parents are chosen by one process at a time. */
  readonly partSize: number;
  /** Version of the program: what another one left is not used. */
  readonly version: string;
}

/** Where the lines of messages lie, and how their bodies were split. */
export interface ReadLines {
  placeOf(message: Message): LinePlace;
  /** As it was read: dates are settled once all are known. */
  asRead(message: Message): Message;
  splitOf(message: Message): SplitBody | null;
}

/** `7` → `00007`: names in the order of numbers. */
export const numbered = (number: number): string => String(number).padStart(5, '0');
