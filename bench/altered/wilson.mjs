/** Wilson's 95 % interval of a share: `wilsonInterval(9, 10)` → about [0.60, 0.98]. */
export function wilsonInterval(part, whole) {
  if (whole === 0) return [0, 1];
  const z = 1.96;
  const share = part / whole;
  const scale = 1 + (z * z) / whole;
  const middle = (share + (z * z) / (2 * whole)) / scale;
  const half = (z / scale) * Math.sqrt((share * (1 - share)) / whole + (z * z) / (4 * whole * whole));
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}
