import { xmlTokens } from '../load-file/edrm-document.js';
import { namesMessages, namesPerson, namesText } from '../table/table-columns.js';
import type { XmlElement } from './xml-tree.js';

/** Bytes in which an element of a message must stand for XML to be taken for mail. */
const LOOK = 1 << 16;

/** Names of fields in the accounts that archives keep as XML (CERP and DArcMail: `<Account>`), and what they are here. */
const RENAMED: ReadonlyMap<string, string> = new Map([
  ['origdate', 'date'],
  ['singlebody', 'text'],
  ['multibody', 'text'],
  ['bodycontent', 'text'],
]);

/** What feeds of news and the like have, whose entries name an author and a title as mails do. */
const NO_MAIL = new Set(['pubdate', 'updated', 'guid']);

/**
 * The name of the element that holds one message, where XML has one: its children or attributes say from whom and about what.
 *
 *     <emails><email><from>…</from><to>…</to><subject>…</subject><body>…</body></email>…   →  'email'
 */
export function mailElement(bytes: Buffer): string | null {
  const stack: { readonly name: string; readonly fields: string[] }[] = [];
  for (const token of xmlTokens(bytes, 0, Math.min(bytes.length, LOOK))) {
    if (token.kind === 'text') continue;
    if (token.kind === 'open') {
      stack.at(-1)?.fields.push(token.name);
      const fields = token.attributes.map(({ name }) => name);
      if (token.closed) {
        if (isMail(fields)) return token.name;
      } else if (stack.push({ name: token.name, fields }) > 50) return null;
      continue;
    }
    const closed = stack.pop();
    if (closed === undefined || closed.name !== token.name) return null;
    if (isMail(closed.fields)) return closed.name;
  }
  return null;
}

/** An author and a title alone are those of a document or a book: a mail has a text or an id, or says from or to whom it is. */
const isMail = (fields: readonly string[]): boolean =>
  namesMessages(fields, new Set()) &&
  fields.some(namesPerson) &&
  fields.some((field) => namesText(field) || (namesPerson(field) && field !== 'author')) &&
  !fields.some((field) => NO_MAIL.has(field));

/** An element of a message as a record: each child and attribute a field, one that comes again a list; null where it names nobody. */
export function plainRecord(element: XmlElement): Readonly<Record<string, unknown>> | null {
  const fields = new Map<string, unknown[]>();
  const add = (name: string, value: unknown) => {
    if (value === '') return;
    const field = RENAMED.get(name) ?? name;
    fields.set(field, [...(fields.get(field) ?? []), value]);
  };
  for (const [name, value] of element.attributes) add(name, value.trim());
  for (const child of element.children) for (const value of valuesOf(child)) add(child.name, value);
  if (![...fields.keys()].some(namesPerson)) return null;
  return Object.fromEntries([...fields].map(([name, values]) => [name, values.length === 1 ? values[0] : values]));
}

/** `<to><address>a@x</address><address>b@x</address></to>` → two; `<from><name>Ann</name><email>a@x</email></from>` → one of both. */
function valuesOf(element: XmlElement): readonly unknown[] {
  const { children, attributes } = element;
  if (RENAMED.get(element.name) === 'text') return [contentOf(element)];
  if (children.length === 0) {
    const text = element.text.trim();
    if (attributes.size === 0 || !namesPerson(element.name)) return [text];
    return [{ ...Object.fromEntries(attributes), ...(text === '' ? {} : { name: text }) }];
  }
  const names = new Set(children.map(({ name }) => name));
  if (names.size < children.length || names.size === 1) return children.flatMap(leafOf);
  return [leafOf(element)];
}

/** What stands in an element: its text, or its children as fields. Deeper ones are their text. */
const leafOf = (element: XmlElement): unknown =>
  element.children.length === 0
    ? element.text.trim()
    : Object.fromEntries(element.children.map(({ name, text }) => [name, text.trim()]));

/** The first `<Content>` in a body of parts that is text, else all its text. */
function contentOf(body: XmlElement): string {
  const stack = [body];
  for (let element = stack.pop(); element !== undefined; element = stack.pop()) {
    if (element.name === 'content') return element.text.trim();
    stack.push(...[...element.children].reverse());
  }
  return body.children.length === 0 ? body.text.trim() : '';
}
