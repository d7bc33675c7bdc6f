const TAG = 'link:';
const MOST_TAGS = 4;
const LONGEST = 400;

/**
 * The Message-IDs in the addresses of `Link:` lines: patches and the notices that one was applied name the mail they come from so
 * (kernel documentation, Submitting patches: "Link:"). Archives take the id as the last part of a path.
 *
 *     Link: https://lists.example/r/20200402.7-anna@host.example    ["20200402.7-anna@host.example"]
 */
export function readLinkTags(text: string): readonly string[] {
  const ids: string[] = [];
  for (let start = 0; start < text.length && ids.length < MOST_TAGS; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    if (end - start < LONGEST && text.slice(start, start + TAG.length).toLowerCase() === TAG) {
      const id = readId(text.slice(start + TAG.length, end).trim());
      if (id !== '' && !ids.includes(id)) ids.push(id);
    }
    start = end + 1;
  }
  return ids;
}

function readId(address: string): string {
  if (!address.startsWith('http://') && !address.startsWith('https://')) return '';
  const parts = address.split('/', 12).slice(3);
  const part = parts.find((part) => part.includes('@') || part.toLowerCase().includes('%40')) ?? '';
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
