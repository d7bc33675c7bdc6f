import type { NameForm } from './name-form.js';

/** Whether an address's local part is made of the name: `jane.doe`, `jdoe`, `doej`, `jane`, `jane.d`, `s..doe`. */
export function spellsName(local: string, name: NameForm): boolean {
  const letters = local.replace(/[^\p{L}]/gu, '');
  const family = name.family.replace(/[^\p{L}]/gu, '');
  const given = name.given.replace(/[^\p{L}]/gu, '');
  if (letters.length < 2) return false;
  if (family.length > 2 && letters.includes(family.slice(0, 6))) return true;
  if (given.length > 2 && letters.startsWith(given)) return true;
  return letters === given[0]! + family[0]! || letters === given[0]! + (name.middle[0]?.[0] ?? '') + family[0]!;
}
