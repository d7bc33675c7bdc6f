/** What the browser keeps under a name for this page; null where it keeps nothing, or its storage is switched off. */
export function stored(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

/** Has the browser keep a text. Where its storage is switched off or full, the text lives as long as the page. */
export function store(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {}
}
