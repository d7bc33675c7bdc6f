import type { PostDetail } from '../../report/page/viewer-data.js';
import { visibleText } from '../../text/visible-text.js';
import { useApp } from '../state/app-context.js';
import { placeText } from '../state/format-text.js';

/** What a load file says of a copy. */
export function LoadFileEntry({ document }: { readonly document: NonNullable<PostDetail['produced']>[number] }) {
  const { data } = useApp();
  const { bates, family, parent, custodian, folder, row } = document;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Bates', bates],
    ['Family', family],
    ['Attached to', parent],
    ['Custodian', custodian],
    ['Folder', folder],
  ];
  return (
    <>
      <dt>Load file</dt>
      <dd>
        {facts.map(
          ([label, value]) => value && <span key={label} class="place">{`${label}: ${visibleText(value)}`}</span>,
        )}
        <span class="place quiet">{placeText(data, row)}</span>
      </dd>
    </>
  );
}
