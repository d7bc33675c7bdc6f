import type { Body, HeaderText } from '../../message/message.js';
import type { KeptTexts, TextFile } from './text-file.js';

/** A body as it waits: the number of its text; its places and its HTML come behind it. */
export type WaitingBody = Pick<Body, 'textSource' | 'flowed'> & { readonly at: number; readonly hasHtml: boolean };

/** Keeps a body; it is read when it is asked for. */
export function keepBody({ text, html, textSource, flowed, places }: Body, texts: TextFile): KeptBody {
  const at = texts.keep(text);
  texts.keep(JSON.stringify(places));
  if (html !== null) texts.keep(html);
  return new KeptBody({ at, textSource, flowed, hasHtml: html !== null }, texts);
}

/** A body that waits outside of the heap. */
export class KeptBody implements Body {
  readonly textSource: Body['textSource'];
  readonly flowed: Body['flowed'];
  readonly at: number;
  private readonly texts: KeptTexts;
  private readonly hasHtml: boolean;

  constructor({ at, textSource, flowed, hasHtml }: WaitingBody, texts: KeptTexts) {
    this.texts = texts;
    this.textSource = textSource;
    this.flowed = flowed;
    this.hasHtml = hasHtml;
    this.at = at;
  }

  get text(): string {
    return this.texts.read(this.at);
  }

  get places(): Body['places'] {
    return this.texts.readJson(this.at + 1);
  }

  get html(): string | null {
    return this.hasHtml ? this.texts.read(this.at + 2) : null;
  }

  get waiting(): WaitingBody {
    const { at, textSource, flowed, hasHtml } = this;
    return { at, textSource, flowed, hasHtml };
  }

  toJSON(): Body {
    const { text, html, textSource, flowed, places } = this;
    return { text, html, textSource, flowed, places };
  }
}

/** Raw fields as they wait: the number of their text; their places come behind it. */
export type WaitingHeaders = Pick<HeaderText, 'source' | 'row'> & { readonly at: number };

/** Keeps raw fields; they are read when they are asked for. */
export function keepHeaders({ text, places, source, row }: HeaderText, texts: TextFile): KeptHeaders {
  const at = texts.keep(text);
  texts.keep(JSON.stringify(places));
  return new KeptHeaders({ at, ...placeOf(source, row) }, texts);
}

/** Raw fields that wait outside of the heap. */
export class KeptHeaders implements HeaderText {
  readonly source?: string;
  readonly row?: number;
  private readonly texts: KeptTexts;
  private readonly at: number;

  constructor({ at, source, row }: WaitingHeaders, texts: KeptTexts) {
    this.texts = texts;
    this.at = at;
    if (source !== undefined) this.source = source;
    if (row !== undefined) this.row = row;
  }

  get text(): string {
    return this.texts.read(this.at);
  }

  get places(): readonly number[] {
    return this.texts.readJson(this.at + 1);
  }

  get waiting(): WaitingHeaders {
    return { at: this.at, ...placeOf(this.source, this.row) };
  }

  toJSON(): HeaderText {
    const { text, places, source, row } = this;
    return { text, places, ...placeOf(source, row) };
  }
}

const placeOf = (source: string | undefined, row: number | undefined): Pick<HeaderText, 'source' | 'row'> => ({
  ...(source === undefined ? {} : { source }),
  ...(row === undefined ? {} : { row }),
});
