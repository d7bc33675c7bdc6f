/**
 * Undoes the two ways in which stores hide their bytes (MS-PST 5.1 and 5.2). Neither needs a key: they are tables of the specification,
 * against searching the file for words. A password of a store is only a number that Outlook asks for; nothing is encrypted with it.
 */
export function decodeBlock(bytes: Buffer, method: number, blockId: number): Buffer {
  if (method === PERMUTE) for (let at = 0; at < bytes.length; at++) bytes[at] = TABLE_I[bytes[at]!]!;
  else if (method === CYCLIC) {
    let key = ((blockId >>> 16) ^ blockId) & 0xffff;
    for (let at = 0; at < bytes.length; at++) {
      const low = key & 0xff;
      const high = key >> 8;
      const first = TABLE_R[(bytes[at]! + low) & 0xff]!;
      const second = TABLE_S[(first + high) & 0xff]!;
      bytes[at] = (TABLE_I[(second - high) & 0xff]! - low) & 0xff;
      key = (key + 1) & 0xffff;
    }
  }
  return bytes;
}

/** How the bytes of a store are hidden. */
export const PERMUTE = 1;
const CYCLIC = 2;
/** A store that Windows encrypts with the keys of an enterprise: it cannot be read. */
export const ENTERPRISE = 0x10;

const TABLE_R = Buffer.from(
  [
    'QTYTYqghbrv0FswEf2ToXR7yyyp0xV410pVHnpYtmohMfYQ/26wxtkhf9sTYOYvnIzs4jsjB3yWxIKVGYE6c+6rTVlFFfFUAB8kr',
    'nYWbCaCPrbMPY6uJS9enFVpxZkK/JkprmPrqd1OycAUs/Vk6hn7OBuuCeFfHjUOvtBzUW83i6SdPwwhygM+w7/Uobb4wTTSS1Q48',
    'IjLl5PmfwtEKgRLh7pGDduOX5mGKF3mkt9yQelyMAqbKad5QGhGTuVKHWPztHTdJG2rgKTOZvWzZlPNAVG/wxnO41j5lGEQf3WcQ',
    '8QwZ7K4DoRR7qQv/+KPAogH3LrwkaHUN/rovtdDaPQ==',
  ].join(''),
  'base64',
);
const TABLE_S = Buffer.from(
  [
    'FFMPVrPIepzrZUgXFhWfAsxUfIMADQwLomKodtvZ7cfFpNyshXTW0KebrpqWcWbDY5m43XOSjoR9pV7RXZOxV1FQgIlSlE9OCmu8',
    'jX9uR0ZBQEQBEcsDP/f04amPPDr5+/AZMIIJLsmdoIZJ7m9NbcQtgTQlhxuIqvwGoRI4/UxCcmQTNyRqdXdD/+a0SzZc5Ng1PUW5',
    'LOy3MSspB2ijDml7GJ4hOb4oGlt49SPKKrCvPv4EjOflmDKV0/ZK6Kbq6fPVL3Ag8h8FZ61VEM7N4yc72rrXwibUkR3SHCIz+Prx',
    'Wu/PkLaLtb3AvwiXHmziYeDGwVmru1jeX99geX6yig==',
  ].join(''),
  'base64',
);
const TABLE_I = Buffer.from(
  [
    'R/G05gtqckiFTp7r4viUU+C7oALoWgmr2+O6xnzDEN05BZYw9TdggozJE0prHfP7jyaXypEXAcQyLW4xlf/ZI9EAXnncRDsaKMVh',
    'VyCQPYO5Q75n0kZCdsBtW36yDxYpPKkDVA3aXd/2t8dizY0G02lchtYU96Vmdayx6UUhcAyHn3SkIkxvvx9Wqi6zeDNQsKOSvM8Z',
    'HKdjyx5NPksbm0/n8O6tOrVZBOpAVSVR5XqJOGhSe/wnrte9+gf0zI5f7zWchCsV1Xc0SbYSCn9xiP2dGEF9k9hYLM7+JK/euDbI',
    'oYCmmZioLw6BZXPkwqKK1OER0AiLKvLtmmQ/wWz57A==',
  ].join(''),
  'base64',
);
