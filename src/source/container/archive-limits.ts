/** Bytes that any packed piece may give: a smaller one is no danger, however small it was packed. */
const HARMLESS = 256 << 20;
/** Times its packed size that a piece may give beyond that: mail packs ten to one, zeros a thousand to one. */
const HIGHEST_RATIO = 200;

/** Archives in archives deeper than this are left closed. */
export const DEEPEST_ARCHIVE = 4;
/** Entries of one archive that are read. */
export const MOST_ENTRIES = 1_000_000;

/** The most bytes that a packed piece is read for: of one megabyte 256, of a gigabyte 200 gigabytes. */
export const mostUnpacked = (packed: number): number => Math.max(HARMLESS, packed * HIGHEST_RATIO);

/** True for a bomb: little here, a disk full unpacked. */
export const isBomb = (packed: number, unpacked: number): boolean => unpacked > mostUnpacked(packed);
