import { useEffect, useState } from 'preact/hooks';

/** True while the page is printed: what is drawn only as far as it is seen is drawn whole then. */
export function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    // Drawn in the microtask after the event, before the pages are made.
    const begin = () => setPrinting(true);
    const stop = () => setPrinting(false);
    addEventListener('beforeprint', begin);
    addEventListener('afterprint', stop);
    return () => {
      removeEventListener('beforeprint', begin);
      removeEventListener('afterprint', stop);
    };
  }, []);
  return printing;
}
