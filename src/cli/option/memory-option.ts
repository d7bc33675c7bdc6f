const UNITS: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, g: 1e9, t: 1e12 };

/** Bytes that a size names: `4g`, `800M`, `2.5 GB`; null where it is none. Units are decimal. */
export function parseMemory(text: string): number | null {
  const match = /^(\d{1,9}(?:\.\d{1,3})?) ?([kmgt])b?$/i.exec(text.trim());
  return match === null ? null : Number(match[1]) * UNITS[match[2]!.toLowerCase()]!;
}
