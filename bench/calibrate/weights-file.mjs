// The weights as source text: by table, three decimals.

/** Enters the fixed weights into `before`; tells which observations they are, and the tables that are left to fit. */
export function keepFixed({ tables: all }, before) {
  const fixed = new Set();
  const tables = all.filter(({ first, fixed: weights }) => {
    weights?.forEach((weight, cell) => {
      before[first + cell] = weight;
      fixed.add(first + cell);
    });
    return weights === null;
  });
  return { fixed, tables };
}

/** `form`: 'ts' for src/link/weights/weights.ts, 'js' for a build. */
export function formatWeights(weights, tables, provenance, form) {
  const rows = tables.map(({ name, first, size }) => {
    const cells = [...weights.slice(first, first + size)].map((weight) => String(Number(weight.toFixed(3))));
    return `  '${name}': [${cells.join(', ')}],`;
  });
  // `r-help-drop, r-help-refs` -> `r-help (drop, refs)`
  const variants = new Map();
  for (const folder of provenance.split(', ')) {
    const [, list, variant] = /^(.*)-(refs|drop|half)$/.exec(folder);
    variants.set(list, [...(variants.get(list) ?? []), variant]);
  }
  const lists = [...variants].map(([list, all]) => ` *   ${list} (${all.join(', ')})`).join('\n');
  const type = form === 'ts' ? ': Readonly<Record<string, readonly number[]>>' : '';
  return `// biome-ignore-all lint/suspicious/noApproximativeNumericConstant: fitted weights, not constants
/**
 * The weights of all observations in archives of lists, as natural logarithms, fitted by bench/calibrate (see docs/method.md) on the headers of
 *
${lists}
 *
 * in which all headers were hidden (refs), those of half of the messages (half), or all and a fifth of the messages dropped (drop);
 * and with other customs (worn-customs.mjs). Direct mail has weights of its own (direct-weights.ts).
 * By table; the cells of a table in the order in which its axes are declared.
 */
export const WEIGHTS${type} = {
${rows.join('\n')}
};
`;
}
