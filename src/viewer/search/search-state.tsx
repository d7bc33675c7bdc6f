import { unknownFields } from '../../report/search-query.js';
import { useApp } from '../state/app-context.js';
import { counted } from '../state/format-text.js';

/**
 * Says that a list is not yet what the query finds: still the answer to the last one, or texts are left to be searched; and that a name
 * before a colon is no field.
 */
export function SearchState() {
  const { route, result } = useApp();
  if (!route.query) return null;
  if (result?.query !== route.query) return <span class="searching-note"> Searching …</span>;
  const unknown = unknownFields(result.query);
  return (
    <>
      {unknown.length > 0 && (
        <span class="warn-text">
          {' '}
          No field {unknown.join(', ')}: searched as a word (the ? beside the field lists them)
        </span>
      )}
      {result.searched < result.total && (
        <span class="searching-note">
          {' '}
          {Math.round((100 * result.searched) / result.total)} % of texts searched so far
        </span>
      )}
      {result.searched >= result.total && result.unread > 0 && (
        <span class="warn-text">
          {' '}
          {counted(result.unread, 'file')} of texts could not be read: what stands there was not searched
        </span>
      )}
    </>
  );
}
