import { makeVisible } from '../../text/visible-text.js';
import { displayWidth, keepInPlace, padEnd, truncate, wrapText } from '../format/display-text.js';
import { toJsonText } from '../format/json-text.js';
import { byteSize, countOf, withCommas } from '../format/phrases.js';
import { paint, plainStyle, type TextStyle } from '../format/text-style.js';
import type { SourceNode } from './source-tree.js';

/** Every form that the sources can be written in. A new one is one function and one line here. */
export const sourceViews = { text: writeTree, json: writeJson } satisfies Readonly<
  Record<string, (nodes: readonly SourceNode[], style?: TextStyle) => Iterable<string>>
>;

/** Name of a form of the sources. */
export type SourcesFormat = keyof typeof sourceViews;

/** Digits of a hash that are shown: the JSON form and `rethread check` tell all of them. */
const HASH = 16;
/** Files of one folder that are shown; more are counted, those with trouble shown first. */
const SHOWN = 12;

/** A tree: what each file is, how much of it was read, of which days, whose it may be, what was wrong. */
function* writeTree(nodes: readonly SourceNode[], style: TextStyle = plainStyle): Generator<string> {
  const open: { node: SourceNode | number; branch: string; below: string }[] = [];
  const push = (children: readonly SourceNode[], below: string) => {
    const { shown, left } = chooseShown(children);
    const items = left > 0 ? [...shown, left] : shown;
    for (const [index, node] of [...items.entries()].reverse()) {
      const isLast = index === items.length - 1;
      open.push({ node, branch: `${below}${isLast ? '└ ' : '├ '}`, below: `${below}${isLast ? '  ' : '│ '}` });
    }
  };
  for (const root of nodes) {
    open.push({ node: root, branch: '', below: '' });
    for (let item = open.pop(); item !== undefined; item = open.pop()) {
      const { node, branch, below } = item;
      if (typeof node === 'number') {
        yield `${branch}${paint(`and ${countOf(node, 'more file')}`, 'dim', style)}\n`;
        continue;
      }
      yield* nodeLines(node, branch, below, style);
      push(node.children, below);
    }
  }
  const total = (amount: (node: SourceNode) => number) => nodes.reduce((sum, node) => sum + amount(node), 0);
  const failed = total((node) => node.failed);
  yield `\n${countOf(
    total((node) => node.files),
    'source',
  )}, ${countOf(
    total((node) => node.read),
    'message',
  )}${failed ? `, ${countOf(failed, 'problem')} that cost something` : ''}; rethread check tells each\n`;
}

function chooseShown(children: readonly SourceNode[]): {
  readonly shown: readonly SourceNode[];
  readonly left: number;
} {
  if (children.length <= SHOWN) return { shown: children, left: 0 };
  const first = children.filter(({ failed, children: inside }) => failed > 0 || inside.length > 0);
  const chosen = new Set([...first, ...children].slice(0, Math.max(SHOWN, first.length)));
  return { shown: children.filter((node) => chosen.has(node)), left: children.length - chosen.size };
}

function* nodeLines(node: SourceNode, branch: string, below: string, style: TextStyle): Generator<string> {
  const what =
    node.format === null
      ? countOf(node.files, 'source')
      : [node.format === 'unknown' ? 'not read as mail' : node.format, node.compression]
          .filter((part) => part !== null)
          .join(', ');
  const counts = [
    // Of a folder only some sources may tell how many items they hold: their sum beside all messages would say nothing.
    `${countOf(node.read, 'message')}${node.expected === null || node.format === null ? '' : ` of ${countOf(node.expected, 'item')}`}`,
    ...(node.failed ? [`${withCommas(node.failed)} failed`] : []),
  ].join(', ');
  const span = node.first === null ? '' : node.first === node.last ? node.first : `${node.first} … ${node.last}`;
  const facts = `${what} · ${counts}${span && ` · ${span}`} · ${byteSize(node.size)}`;
  const name = keepInPlace(makeVisible(node.name));
  const line = `${branch}${name}`;
  const room = style.width - displayWidth(line) - 2;
  if (room >= displayWidth(facts)) yield `${branch}${paint(name, 'bold', style)}  ${paint(facts, 'dim', style)}\n`;
  else {
    yield `${branch}${paint(truncate(name, Math.max(20, style.width - displayWidth(branch))), 'bold', style)}\n`;
    yield* detail(facts, below, style);
  }
  const { custodian, custodianGuess: guess } = node;
  if (custodian !== null) yield* detail(`custodian ${makeVisible(custodian)}, as named`, below, style);
  else if (guess !== null)
    yield* detail(`custodian perhaps ${makeVisible(guess.name)}: ${makeVisible(guess.reason)}`, below, style);
  if (node.sha256 !== null) yield* detail(`SHA-256 ${node.sha256.slice(0, HASH)}…`, below, style);
  const grave = node.problems.filter(({ severity }) => severity !== 'info');
  if (grave.length) {
    const texts = grave.map(({ code, severity, count }) => `${code} (${severity}${count > 1 ? `, ${count}` : ''})`);
    yield* detail(texts.join(', '), below, style);
  }
}

function* detail(text: string, below: string, style: TextStyle): Generator<string> {
  const margin = padEnd(below, displayWidth(below) + 2);
  for (const line of wrapText(text, Math.max(24, style.width - displayWidth(margin))))
    yield `${margin}${paint(line, 'dim', style)}\n`;
}

/** One JSON object with the whole tree. */
function* writeJson(nodes: readonly SourceNode[]): Generator<string> {
  yield `${toJsonText({ format: 'rethread-sources', version: 1, sources: nodes }, 1)}\n`;
}
