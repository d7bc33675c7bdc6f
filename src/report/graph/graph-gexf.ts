import { type Graph, type GraphField, type GraphValue, xmlText } from './graph.js';

/** A graph as GEXF 1.2 (https://gexf.net), the format of Gephi. */
export function* writeGexf(graph: Graph): Generator<string, void, undefined> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield '<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">\n';
  yield `  <meta>\n    <creator>rethread</creator>\n    <description>${xmlText(graph.title)}</description>\n  </meta>\n`;
  yield '  <graph defaultedgetype="directed" mode="static">\n';
  yield* attributeLines('node', graph.nodeFields);
  yield* attributeLines('edge', graph.edgeFields);
  yield '    <nodes>\n';
  for (const { id, label, values } of graph.nodes)
    yield `      <node id="${xmlText(id)}" label="${xmlText(label)}">${valueElements(values)}</node>\n`;
  yield '    </nodes>\n    <edges>\n';
  for (const [number, { source, target, weight, values }] of graph.edges.entries())
    yield `      <edge id="${number}" source="${xmlText(source)}" target="${xmlText(target)}" weight="${weight}">${valueElements(values)}</edge>\n`;
  yield '    </edges>\n  </graph>\n</gexf>\n';
}

function* attributeLines(kind: 'node' | 'edge', fields: readonly GraphField[]): Generator<string> {
  yield `    <attributes class="${kind}">\n`;
  for (const [at, { name, type }] of fields.entries())
    yield `      <attribute id="${at}" title="${name}" type="${type}"/>\n`;
  yield '    </attributes>\n';
}

function valueElements(values: readonly GraphValue[]): string {
  const shown = values.flatMap((value, at) =>
    value === null ? [] : [`<attvalue for="${at}" value="${xmlText(String(value))}"/>`],
  );
  return shown.length ? `<attvalues>${shown.join('')}</attvalues>` : '';
}
