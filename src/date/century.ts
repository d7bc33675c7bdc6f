/** The year that two or three digits mean (RFC 5322 §4.3): `49` → 2049, `50` → 1950, `100` → 2000. */
export function yearOfShort(year: number): number {
  return year < 50 ? 2000 + year : 1900 + year;
}
