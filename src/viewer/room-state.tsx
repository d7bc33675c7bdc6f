import { useEffect, useState } from 'preact/hooks';
import { useDecisions } from './state/app-context.js';
import { counted, withCommas } from './state/format-text.js';
import type { Room, RoomProgress } from './state/room.js';

/** Says where the page and its reading room have come apart: the case has grown, or the room is gone; and what is not kept yet. */
export function RoomState({ room }: { readonly room: Room }) {
  const { unsaved } = useDecisions();
  const [state, setState] = useState<'open' | 'grown' | 'gone'>('open');
  const [growing, setGrowing] = useState<RoomProgress | null>(null);
  useEffect(() => {
    room.onGrowing = setGrowing;
    // Once grown, only a new page counts posts as the room does.
    room.onState = (next) => setState((now) => (now === 'grown' ? now : next));
  }, [room]);
  useEffect(() => {
    if (!unsaved) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [unsaved > 0]);
  const isLost = state === 'gone' && unsaved > 0;
  return (
    <p class={`room-state${state === 'open' && !unsaved && !growing ? ' hidden' : ''}`} role="status">
      {growing && state !== 'gone' && (
        <>
          The case is being {growing.what === 'threading' ? 'threaded' : 'read'} anew, {withCommas(growing.messages)}{' '}
          messages so far{growing.part !== null && growing.part < 1 && `, ${Math.floor(growing.part * 100)} %`}. What is
          shown is as it was before.{' '}
        </>
      )}
      {state === 'gone' && 'rethread open has ended or does not answer. '}
      {state === 'grown' && 'The case has grown since this page was opened. '}
      {state === 'grown' && (
        <button type="button" class="button small" onClick={() => location.reload()}>
          Show it as it is now
        </button>
      )}
      {unsaved > 0 && ` ${counted(unsaved, 'decision')} not kept yet${isLost ? ': leave this page open' : ''}`}
    </p>
  );
}
