/** What a post is where it is no message that was produced and sent by hand. */
export function KindBadge({ kind }: { readonly kind: string | undefined }) {
  switch (kind) {
    case 'r':
      return <span class="badge recovered">recovered</span>;
    case 'm':
      return <span class="badge missing">missing</span>;
    case 'd':
      return (
        <span class="badge recovered" title="It was kept, and nothing shows that it was sent">
          draft
        </span>
      );
    case 'a':
      return (
        <span class="badge plain" title="A program wrote it">
          automatic
        </span>
      );
    default:
      return null;
  }
}
