import { readFileSync } from 'node:fs';
import { openable } from '../file-path.js';
import type { InputFile } from '../find-files.js';
import type { Production } from '../source.js';

/** A page of a document, as a list of page images has it. */
export interface ListedPage {
  /** Number of the document's first page, in small letters: the same for all its pages. */
  readonly document: string;
  /** 0 for the first. */
  readonly page: number;
  /** What the list says of the document: first and last number, and the line. */
  readonly production: Production;
}

/** Lists of page images: Opticon (`.opt`) and IPRO (`.lfp`). */
export const isPageList = (name: string): boolean => /\.(?:opt|lfp)$/i.test(name);

/** A longer list is not read: 64 MB, some 600,000 pages. */
export const LONGEST_LIST = 64 << 20;

/**
 * The pages of all lists among the files on the disk, by number in small letters. A number that two lists put at different places is left out.
 *
 *     HARBOR_0012,VOL01,IMAGES\001\HARBOR_0012.tif,Y,,,2      Opticon: Y begins a document
 *     IM,HARBOR_0012,D,0,@VOL01;IMAGES\001;HARBOR_0012.tif;2  IPRO: D begins one, C an attachment
 */
export function readPageLists(files: readonly InputFile[]): ReadonlyMap<string, ListedPage> {
  const pages = new Map<string, ListedPage>();
  for (const file of files) {
    if (file.stream !== null || !isPageList(file.name) || file.size > LONGEST_LIST) continue;
    try {
      addPageList(pages, file.name, readFileSync(openable(file.path)));
    } catch {
      // It is told when it is read as a source.
    }
  }
  return pages;
}

/** Adds the pages of one list. */
export function addPageList(pages: Map<string, ListedPage>, source: string, bytes: Buffer): void {
  let lines: { readonly key: string; readonly offset: number; readonly length: number }[] = [];
  const finish = (): void => {
    const [first] = lines;
    if (first === undefined) return;
    const production: Production = {
      row: { source, offset: first.offset, length: first.length },
      begin: first.key,
      end: lines.at(-1)!.key,
      attachBegin: null,
      attachEnd: null,
      parent: null,
      group: null,
      custodian: null,
      folder: null,
      fields: [],
    };
    for (const [page, { key }] of lines.entries()) {
      const name = key.toLowerCase();
      const known = pages.get(name);
      const one = { document: first.key.toLowerCase(), page, production };
      if (known === undefined) pages.set(name, one);
      else if (known.document !== one.document || known.page !== page) pages.set(name, { ...known, page: Number.NaN });
    }
    lines = [];
  };
  for (let start = 0; start < bytes.length; ) {
    const feed = bytes.indexOf(10, start);
    const end = feed < 0 ? bytes.length : feed + 1;
    const cells = bytes
      .toString('latin1', start, Math.min(end, start + 2000))
      .trim()
      .split(',');
    const isIpro = cells[0] === 'IM';
    const key = (isIpro ? cells[1] : cells[0])?.trim() ?? '';
    if (key !== '' && cells.length >= 4) {
      if (isIpro ? /^[DC]$/i.test(cells[2]!.trim()) : /^y$/i.test(cells[3]!.trim())) finish();
      lines.push({ key, offset: start, length: end - start });
    }
    start = end;
  }
  finish();
}
