import { useEffect, useState } from 'preact/hooks';
import type { ViewerPeople } from '../../report/page/viewer-data.js';
import { useApp } from '../state/app-context.js';

/** Names, addresses and why they are one; null until they are read. */
export function usePeople(): ViewerPeople | null {
  const { people } = useApp();
  const [read, setRead] = useState<ViewerPeople | null>(null);
  useEffect(() => {
    // What cannot be read is told where texts are: the room is gone.
    people().then(setRead, () => undefined);
  }, [people]);
  return read;
}
