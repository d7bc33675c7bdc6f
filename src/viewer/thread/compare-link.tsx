import { visibleText } from '../../text/visible-text.js';
import { useApp } from '../state/app-context.js';
import { nameOf } from '../state/case-data.js';
import { shortDay } from '../state/format-text.js';
import { linkToComparison } from './compare-page.js';

/** Chooses a post to be compared; with one chosen, leads to the two side by side. */
export function CompareLink({ postKey }: { readonly postKey: string }) {
  const { data, picked, setPicked, zone } = useApp();
  if (picked === postKey)
    return (
      <button type="button" class="link" onClick={() => setPicked('')}>
        Chosen to compare: choose another, or leave it
      </button>
    );
  const post = picked ? data.postByKey.get(picked) : undefined;
  if (post === undefined)
    return (
      <button type="button" class="link" onClick={() => setPicked(postKey)}>
        Compare
      </button>
    );
  return (
    <a class="link" href={linkToComparison(picked, postKey)}>
      Compare with {visibleText(nameOf(data, data.index.posts.from[post]!))}, {shortDay(data, post, zone)}
    </a>
  );
}
