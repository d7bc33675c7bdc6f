/** One condition of a query. */
export interface QueryTerm {
  /** Field that is asked; null = subject, people and text. */
  readonly field: QueryField | null;
  /** Lower case. */
  readonly text: string;
  /** True where the words must stand as they are: `"lantern room"`; else the beginning of a word is enough. */
  readonly phrase: boolean;
  /** True where the condition must not hold: `-word`, `NOT word`. */
  readonly not: boolean;
  /** Other conditions of which one may hold instead: `lantern OR lamp`. Absent where there is none. */
  readonly or?: readonly QueryTerm[];
}

/** The fields that a search can name. */
export const QUERY_FIELDS = [
  'from',
  'to',
  'subject',
  'person',
  'custodian',
  'bates',
  'folder',
  'finding',
  'kind',
  'before',
  'after',
  'confidence',
  'has',
  'mark',
] as const;
/** One of `QUERY_FIELDS`. */
export type QueryField = (typeof QUERY_FIELDS)[number];

/**
 * Reads what was typed into the search field: words (their beginnings match), "phrases", `field:value`, `-` or `NOT` before what must
 * not be, `OR` between conditions of which one is enough. All others must hold, whether `AND` stands between them or not.
 *
 * `from:holt "lantern room" -kind:missing` → three terms. Never fails: what is no field is a word.
 */
export function parseQuery(query: string): readonly QueryTerm[] {
  const terms: QueryTerm[] = [];
  let not = false;
  let or = false;
  for (const token of tokensOf(query)) {
    if (token.text === '' && token.operator === null) continue;
    if (token.operator !== null) {
      not = token.operator === 'NOT' || (not && token.operator !== 'AND');
      or ||= token.operator === 'OR' && terms.length > 0;
      continue;
    }
    const { operator, ...told } = token;
    const term: QueryTerm = { ...told, not: not !== told.not };
    const last = terms.at(-1);
    if (or && last) terms[terms.length - 1] = { ...last, or: [...(last.or ?? []), term] };
    else terms.push(term);
    not = false;
    or = false;
  }
  return terms;
}

/** All conditions of a query, those that may hold instead included. */
export const everyTerm = (terms: readonly QueryTerm[]): readonly QueryTerm[] =>
  terms.flatMap((term) => [term, ...(term.or ?? [])]);

type Operator = 'AND' | 'OR' | 'NOT';
type Token = QueryTerm & { readonly operator: Operator | null };

function* tokensOf(query: string): Generator<Token> {
  let at = 0;
  while (at < query.length) {
    if (query[at] === ' ' || query[at] === '\t') {
      at++;
      continue;
    }
    const not = query[at] === '-' && at + 1 < query.length && query[at + 1] !== ' ';
    if (not) at++;
    const colon = fieldEnd(query, at);
    const name = query.slice(at, colon).toLowerCase() as QueryField;
    const field = colon > at && QUERY_FIELDS.includes(name) ? name : null;
    if (field) at = colon + 1;
    const phrase = query[at] === '"';
    if (phrase) at++;
    const closing = query.indexOf(phrase ? '"' : ' ', at);
    const end = closing < 0 ? query.length : closing;
    const text = query.slice(at, end).trim();
    at = end + 1;
    const isOperator = !phrase && !field && !not && (text === 'AND' || text === 'OR' || text === 'NOT');
    yield { field, text: text.toLowerCase(), phrase, not, operator: isOperator ? (text as Operator) : null };
  }
}

/** Names before a colon that are no fields: `form:holt` → `['form']`. They are searched as words, which the reader must know. */
export function unknownFields(query: string): readonly string[] {
  const names = [...tokensOf(query)].flatMap(({ field, text, phrase }) => {
    const name = field === null && !phrase ? /^([a-z]+):(?!\/\/)./.exec(text)?.[1] : undefined;
    return name === undefined ? [] : [name];
  });
  return [...new Set(names)];
}

function fieldEnd(query: string, start: number): number {
  let at = start;
  while (at < query.length && /[a-z]/i.test(query[at]!)) at++;
  return query[at] === ':' ? at : -1;
}

/** Writes terms as a query; what `parseQuery` reads back. */
export function formatQuery(terms: readonly QueryTerm[]): string {
  return terms.map((term) => [term, ...(term.or ?? [])].map(formatTerm).join(' OR ')).join(' ');
}

function formatTerm({ field, text, phrase, not }: QueryTerm): string {
  const isPhrase = phrase || text.includes(' ');
  return `${not ? '-' : ''}${field ? `${field}:` : ''}${isPhrase ? `"${text}"` : text}`;
}

/** Replaces the terms of a field by one of this value; '' takes them away. */
export function withField(query: string, field: QueryField, value: string): string {
  const rest = parseQuery(query).filter((term) => term.field !== field);
  const added: QueryTerm[] = value
    ? [{ field, text: value.toLowerCase(), phrase: value.includes(' '), not: false }]
    : [];
  return formatQuery([...rest, ...added]);
}

/** The value that a query asks of a field; '' if none. */
export function fieldOf(query: string, field: QueryField): string {
  return parseQuery(query).find((term) => term.field === field && !term.not)?.text ?? '';
}

/** True if a text (lower case) holds the term: a phrase anywhere, else at the beginning of a word. */
export function holdsTerm(text: string, term: Pick<QueryTerm, 'text' | 'phrase'>): boolean {
  let at = text.indexOf(term.text);
  if (term.phrase) return at >= 0;
  while (at >= 0) {
    if (at === 0 || !isWordUnit(text.charCodeAt(at - 1)) || !isWordUnit(term.text.charCodeAt(0))) return true;
    at = text.indexOf(term.text, at + 1);
  }
  return false;
}

function isWordUnit(code: number): boolean {
  if (code < 0x80)
    return (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
  // Scripts written without spaces between words: every place may begin a word.
  return code >= 0xc0 && code < 0x2e80 && code !== 0x2019 && !(code >= 0x2000 && code < 0x2070);
}

/** `2019-05` → first second of May 2019 (UTC), or with `end` the first after it; null if it is no date. */
export function readDay(text: string, end = false): number | null {
  const match = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(text);
  if (!match) return null;
  const [year, month, day] = [match[1], match[2], match[3]].map((part) => (part === undefined ? null : Number(part)));
  const time = end
    ? day != null
      ? Date.UTC(year!, month! - 1, day + 1)
      : month != null
        ? Date.UTC(year!, month, 1)
        : Date.UTC(year! + 1, 0, 1)
    : Date.UTC(year!, (month ?? 1) - 1, day ?? 1);
  return time / 1000;
}
