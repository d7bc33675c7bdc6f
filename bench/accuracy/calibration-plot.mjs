// A reliability diagram as SVG: stated confidence against the share that was right, one line a cell of the grid.

const SIZE = 420;
const LEFT = 60;
const COLORS = ['#1b6ca8', '#c8553d', '#588157', '#7b4b94', '#b08900'];

/** `cells`: [{name, edges: [{confidence, right}]}]. */
export function drawCalibration(cells) {
  const x = (value) => (LEFT + value * SIZE).toFixed(1);
  const y = (value) => (20 + (1 - value) * SIZE).toFixed(1);
  const lines = cells.map(({ name, edges }, index) => {
    const points = binEdges(edges).map(({ stated, right }) => `${x(stated)},${y(right)}`);
    const color = COLORS[index % COLORS.length];
    const dash = ['', '6 3', '2 3'][Math.floor(index / COLORS.length) % 3];
    const legend = `<text x="${LEFT + SIZE + 14}" y="${34 + index * 16}" fill="${color}" font-size="12">${name}</text>`;
    return `<polyline points="${points.join(' ')}" fill="none" stroke="${color}" stroke-dasharray="${dash}"/>${legend}`;
  });
  const ticks = [0, 0.25, 0.5, 0.75, 1].map(
    (tick) =>
      `<text x="${x(tick)}" y="${SIZE + 38}" font-size="11" text-anchor="middle">${tick}</text>` +
      `<text x="${LEFT - 8}" y="${Number(y(tick)) + 4}" font-size="11" text-anchor="end">${tick}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE + LEFT + 260}" height="${SIZE + 70}" font-family="sans-serif">
<rect x="${LEFT}" y="20" width="${SIZE}" height="${SIZE}" fill="none" stroke="#999"/>
<line x1="${x(0)}" y1="${y(0)}" x2="${x(1)}" y2="${y(1)}" stroke="#bbb"/>
${ticks.join('\n')}
<text x="${LEFT + SIZE / 2}" y="${SIZE + 58}" font-size="12" text-anchor="middle">stated confidence</text>
<text x="16" y="${20 + SIZE / 2}" font-size="12" text-anchor="middle" transform="rotate(-90 16 ${20 + SIZE / 2})">share right</text>
${lines.join('\n')}
</svg>
`;
}

/** Ten bins of equal mass, as score.mjs cuts them. */
function binEdges(edges) {
  const sorted = [...edges].sort((a, b) => a.confidence - b.confidence);
  return Array.from({ length: 10 }, (_, bin) => {
    const part = sorted.slice(Math.floor((bin * sorted.length) / 10), Math.floor(((bin + 1) * sorted.length) / 10));
    const stated = part.reduce((sum, edge) => sum + edge.confidence, 0) / part.length;
    return { stated, right: part.filter((edge) => edge.right).length / part.length };
  }).filter(({ stated }) => !Number.isNaN(stated));
}
