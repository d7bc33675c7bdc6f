import { makeVisible } from '../../text/visible-text.js';
import type { Graph } from './graph.js';

/** A graph as Graphviz DOT (https://graphviz.org/doc/info/lang.html): `dot -Tsvg`, or `sfdp` where it is big. */
export function* writeDot(graph: Graph): Generator<string, void, undefined> {
  yield `digraph ${quoted(graph.title)} {\n`;
  yield '  graph [overlap=false, splines=true];\n  node [shape=box, style="rounded", fontname="sans-serif"];\n';
  for (const { id, label } of graph.nodes) yield `  ${quoted(id)} [label=${quoted(label)}];\n`;
  const most = graph.edges.reduce((largest, { weight }) => Math.max(largest, weight), 1);
  for (const { source, target, weight } of graph.edges) {
    const width = (0.5 + (4 * weight) / most).toFixed(2);
    yield `  ${quoted(source)} -> ${quoted(target)} [label="${weight}", penwidth=${width}];\n`;
  }
  yield '}\n';
}

/** A quoted id or label: only `"` and `\` mean anything inside; a label's line break escapes are taken away by the latter. */
function quoted(text: string): string {
  return `"${makeVisible(text).replace(/["\\]/g, '\\$&')}"`;
}
