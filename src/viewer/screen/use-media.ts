import { useEffect, useState } from 'preact/hooks';

/** True where rows of lists have one line only: `1000px` and more. */
export const WIDE = '(min-width: 1000px)';
/** True where a screen is as narrow as a telephone's. */
export const NARROW = '(max-width: 720px)';

/** Whether a media query fits, and again when the window is made wider or narrower. */
export function useMedia(query: string): boolean {
  const [fits, setFits] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const media = matchMedia(query);
    const follow = () => setFits(media.matches);
    follow();
    media.addEventListener('change', follow);
    return () => media.removeEventListener('change', follow);
  }, [query]);
  return fits;
}
