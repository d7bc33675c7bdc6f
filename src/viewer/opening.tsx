import { withCommas } from './state/format-text.js';
import type { RoomProgress } from './state/room.js';

/** What is shown until the reading room has read the case. */
export function Opening({ progress, failure }: { readonly progress: RoomProgress | null; readonly failure: string }) {
  return (
    <main class="opening" aria-live="polite">
      <h1>{failure ? 'The case cannot be shown' : 'Reading …'}</h1>
      {failure && <p class="warn-text">{failure}</p>}
      {progress && (
        <p>
          {progress.what} {withCommas(progress.messages)} messages{' '}
          <progress
            {...(progress.part === null ? {} : { value: progress.part })}
            max={1}
            aria-label="How much is read"
          />
        </p>
      )}
    </main>
  );
}
