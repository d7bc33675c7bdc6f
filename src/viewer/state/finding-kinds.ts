const NAMES: Readonly<Record<string, string>> = {
  'altered-quote': 'Altered quotation',
  'missing-message': 'Missing message',
  'absent-copy': 'Absent copy',
  'copies-differ': 'Copies differ',
  'near-duplicate': 'Nearly the same text',
  'shared-message-id': 'Shared Message-ID',
  'clock-contradiction': 'Clock contradiction',
  'contradicting-evidence': 'Contradicting evidence',
  'same-subject-split': 'Same subject, other matter',
  'participant-change': 'Participants changed',
  inclusive: 'Inclusive set',
};

/** `altered-quote` → `Altered quotation`; a kind without a name is written as words. */
export function kindName(kind: string): string {
  return NAMES[kind] ?? kind[0]!.toUpperCase() + kind.slice(1).replaceAll('-', ' ');
}
