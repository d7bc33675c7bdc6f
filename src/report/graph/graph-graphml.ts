import { type Graph, type GraphField, type GraphValue, xmlText } from './graph.js';

const TYPES: Readonly<Record<GraphField['type'], string>> = {
  string: 'string',
  integer: 'int',
  double: 'double',
  boolean: 'boolean',
};

/** A graph as GraphML (http://graphml.graphdrawing.org/specification.html), which Gephi, yEd, networkx and igraph read. */
export function* writeGraphml(graph: Graph): Generator<string, void, undefined> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n';
  yield '  <key id="label" for="node" attr.name="label" attr.type="string"/>\n';
  yield '  <key id="weight" for="edge" attr.name="weight" attr.type="double"/>\n';
  for (const field of graph.nodeFields) yield keyLine('node', field);
  for (const field of graph.edgeFields) yield keyLine('edge', field);
  yield '  <graph edgedefault="directed">\n';
  for (const { id, label, values } of graph.nodes) {
    yield `    <node id="${xmlText(id)}">\n      <data key="label">${xmlText(label)}</data>\n`;
    yield* dataLines('n', graph.nodeFields, values);
    yield '    </node>\n';
  }
  for (const [number, { source, target, weight, values }] of graph.edges.entries()) {
    yield `    <edge id="e${number}" source="${xmlText(source)}" target="${xmlText(target)}">\n`;
    yield `      <data key="weight">${weight}</data>\n`;
    yield* dataLines('e', graph.edgeFields, values);
    yield '    </edge>\n';
  }
  yield '  </graph>\n</graphml>\n';
}

function keyLine(kind: 'node' | 'edge', { name, type }: GraphField): string {
  return `  <key id="${kind[0]}-${name}" for="${kind}" attr.name="${name}" attr.type="${TYPES[type]}"/>\n`;
}

function* dataLines(prefix: string, fields: readonly GraphField[], values: readonly GraphValue[]): Generator<string> {
  for (const [at, { name }] of fields.entries()) {
    const value = values[at] ?? null;
    if (value !== null) yield `      <data key="${prefix}-${name}">${xmlText(String(value))}</data>\n`;
  }
}
