import { crc32 } from 'node:zlib';

/** Archives that other programs packed: an mbox of two messages (subjects a, b) and an .eml (c), all invented. */
export const PACKED: Readonly<Record<string, Buffer>> = {
  'm.tar.bz2': Buffer.from(
    'QlpoOTFBWSZTWajuZ3wAAVT/5MwQAEBAD/+1ZSKsAH+33kAAAQEAAACACDABWABgABoAAyaAAANAYAAaAAMmgAADQCKSMphUfoU8FGniINHkg08jap+p1PX+YGbKZAASoAprnrLQkbdsigYEIhIbPg8uXLyZ8W4k2NTaXHoFbUUcCorZm543sJ0Mz7ioOhCVuZhrdjEm0DdBMvBOJAENiRID9eWgdpBNODQlYkissSSUIfCacJP0ISs36iibSl9lCxLy2YQn4djrdh1Yon3TAZjN+Lv4SZgc3i5QHiwSrSTohiGCXmnKGRJ7PgppNTOeLJ1/WVep/bpTmno5r2oezzxez1alOjc9M7vdNqnBLNNoGWV6lCbDDlL+t75pnTPgJUFBZmLWpuS80JQTFO8xO90PAoGl8WZc/9yKFilyIewu5IpwoSFR3M74',
    'base64',
  ),
  'm.tar.xz': Buffer.from(
    '/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4Cf/ARJdADab7OQvKM8b69f9gqIXCEkX/EDrvmYgM67KTA+aENPx344RQx2y23F4SrD8ZeSYmLjE8axpVNNq3nMZ6P7MnhQW8d5JnxU2tWYr1OI+YsAFFf4fnILf0hYf5g8hTfjEqpAnB8HNL3v5PiD5AiXpFTEVJQXLQ2RjayLYfjhVTn37JFFGpOpO6v4IT+u9Ixl8ntUUzwVGsqflsHjlu99mMEEScGVJUvqA4FDHdnv/pXxAuGamjHcj4Ml4RzesHg5VnzKC4YiiwdBSE8/tekQqDpe8LYSlXZGt5CSPVCxpgbgIdDLmSoYL3aJuNq+CA4+LzdiqZu94Bdb1dlQy6gvNW9IU/hhMDGLHRIBZZsCtGD8ppOAAAACSToeQLTX8YgABrgKAUAAAqG9mG7HEZ/sCAAAAAARZWg==',
    'base64',
  ),
  'm.tar.zst': Buffer.from(
    'KLUv/WQAJ70HABKMJyJAiTgHgKAsJhsQqyXYz/9XDSAEoPDV7T/2B19MPqO44u8PEPRcQZwq+tbQWqYSH34aGWQyrwjpQosc5K8OwDhgaWSMfJqg2Oa1CJlAmDkWXplAeDEKBFSBSZI20lmu/C+1rIGbsWG08NuGFRI5NqkCd52COZjdQoK4CxMbsihF7qQ5NGpRjzr8j1oSp2n+n2Gc/0+mbU6Ztr2HAe66ISDQApFgkOogIeJh+JjQONUpU3eY2GuocAWHzACCg/qgYQez4oECBblTnTKiQybNrimz8j3eV0l5UxWaxwPMOBloqXgY4gXp1Azg8cONLFVw7GXEhJcqkJbK',
    'base64',
  ),
  'm.7z': Buffer.from(
    'N3q8ryccAAQpW04dGAEAAAAAAAAiAAAAAAAAAEpJv2bgAfQAlV0AIxyJ5vbf9/8+Ht8zHsT3qx+fjpOWoWtpwYbCI7a1xJvcJgmEUm78aNdRRz9w73nJtTWCX24TNK11ihEP6gcmsU1sIjmHFIadxeVM9sZnAxJOMlVX94qb40sZ2x4tOFVrftLNXiQy6SGwWJyVyaomRN4mCWUj5mks9wHh877XJAY2yX/hVZEpLRk3f1ag4j8QQlRP4SQAAACBMweuD9UwS/RWbCkfSB2atbdirNmzWL741xysUdEvBobjheiBMVs/wEBy/rLQZ6+zNwMvt4sMcdd8kC7fRNeH7U2KXwYH6q0wjqgnuTeiCHCeGuvTBGa9p/sDqIWihUytyoJbPlvHyd7t94FVyAEzYsAbr3EvAAAAFwaAnQEJewAHCwEAASMDAQEFXQAQAAAMgKIKASeWItAAAA==',
    'base64',
  ),
  'enc.7z': Buffer.from(
    'N3q8ryccAASIxEibNAEAAAAAAAAjAAAAAAAAAMvo7cKPon51U+CX3hDg4+u4+2vFOMzCEbkgeKcU8Jq35XX/scteqwMGC+1TQvaDFuo/CPFNGj6vpaZTl+VQ6f/qUlyOHdQVHdKSTnKzJwdxglFx7iB7UV3EHxvrkvGzc8si5ne5Se/fn6vyecJs/AeiUcTL6vg2tHZkxcLaYTMw9F9oyAuGl/RbR+7rlg230iMDO1h4Zgi8SyA4cYpj/PLPi6K6AACBMweuD9UwXPkXJNHP5AQoBS8Xg5No/puxD4Us/m3WzfgJT3vXq4MIwpVtXPl1byZFnsr/r+1EAR3KlkwlMuuOncCBeyc1YXF3ciDNJMOQ3sI3ma5Ad/NxXo1nWN1EcX5YrpBM10MFJMVySe3jJAZdaBAfedR8KDUeMbT+l5qytCYmyGm7Yxgy4ZQOVtjiwAAAABcGgKABCYCUAAcLAQABIwMBAQVdABAAAAyAwgoBliTrFgAA',
    'base64',
  ),
  'enchead.7z': Buffer.from(
    'N3q8ryccAATH8AQRQAEAAAAAAAA/AAAAAAAAANwF73nPjdKl9I2u1VtipsAmAGVe67zDDCTMWDUad83KACvBj3ixYxCKegQ+nKlDmKmoEx4+PX2cmaUBPdwmGIcKa8vnhvf72rvqsxuaZHaqezJmL9U4UR2Kf80MFjGRpvl/hXI1hAes4gGRjgJ0RFi407eQqXYlT1Vm+zrKgfDZbtgESPtloNcNvjwZh+CS8F+jMFlQNBoSOWRK/UgMqrnuCxUa2ZI+p9K2kN4nqhuDVn06UAKiBoVLsivhESeM8fcR6Ifzr697VcscMDihgLJnVkEI3E34OmlANlF5wbLb0Adk2cG/6CoiGXeouIaGhfdeOIc1P1Nub9wcQfSLugvCkGTauP/5OHdK78rmJ/DVwtzBSCnz2ng5RbgTRK+hXtK5QGC69CWINCyqCBGc72J9CZ40VhHAIgupda0JaCNwv4g2AhcGgKABCYCgAAcLAQACJAbxBwESUw96V6xXmoj+/pC8zsWpPmnhIwMBAQVdABAAAAEADICTgMIKAZvuPLkAAA==',
    'base64',
  ),
  'bz.zip': Buffer.from(
    'UEsDBBQAAAAAAJoQfV0AAAAAAAAAAAAAAAAFAAAAbW9vci9QSwMELgAAAAwAmhB9XadcduTCAAAAbgEAAA8AAABtb29yL2luYm94Lm1ib3hCWmg5MUFZJlNZAw6oPAAAVF+AABBAD3U1ZSKMAD+33kAwANgGAAAAMAAAYAAAAwAAAVRJpNTbUmTTRhGgGmGl7hw4qtbSosuc1FWpRcxaGvFMcmCy6OSYqwSq6qM6MUbGBJreBcVRQ2EklDesss5sTaZy8q1R6Sqj3eqNyVxKJ/DhKijqyHkrXJR4vloOx0bFDsydn+/hyZ2htYDcXovFGlKXVmfZicUZkdFB5liqOhvWZMmlkqO4u5IpwoSAGHVB4FBLAwQKAAAAAACaEH1dfvPNfocAAACHAAAADAAAAG1vb3Ivb25lLmVtbE1lc3NhZ2UtSUQ6IDxjQG1vb3IuZXhhbXBsZT4KRnJvbTogQWRhIDxhZGFAbW9vci5leGFtcGxlPgpUbzogYm9AZmVuLmV4YW1wbGUKRGF0ZTogTW9uLCA0IEFwciAyMDE2IDA5OjEyOjAwICswMjAwClN1YmplY3Q6IGMKCk9wZW4gaXQuClBLAQI/AxQAAAAAAJoQfV0AAAAAAAAAAAAAAAAFACQAAAAAAAAAEID/QQAAAABtb29yLwoAIAAAAAAAAQAYAMCRHAWmf90BAAAAAAAAAAAAAAAAAAAAAFBLAQI/Ay4AAAAMAJoQfV2nXHbkwgAAAG4BAAAPACQAAAAAAAAAIIC2gSMAAABtb29yL2luYm94Lm1ib3gKACAAAAAAAAEAGADAkRwFpn/dAQAAAAAAAAAAAAAAAAAAAABQSwECPwMKAAAAAACaEH1dfvPNfocAAACHAAAADAAkAAAAAAAAACCAtoESAQAAbW9vci9vbmUuZW1sCgAgAAAAAAABABgAwJEcBaZ/3QEAAAAAAAAAAAAAAAAAAAAAUEsFBgAAAAADAAMAFgEAAMMBAAAAAA==',
    'base64',
  ),
  'xz.zip': Buffer.from(
    'UEsDBBQAAAAAAJoQfV0AAAAAAAAAAAAAAAAFAAAAbW9vci9QSwMEFAAAAF8AmhB9XadcduTMAAAAbgEAAA8AAABtb29yL2luYm94Lm1ib3j9N3pYWgAAAWki3jYCACEBAAAAADcnl9bgAW0Ajl0AIxyJ5vbf9/8+Ht8zHsT3qx+fjpOWoWtpwYbCI7a1xJvcJgmEUm78aNdRRz9w73nJtTWCX24TNK11ihEP6gcmsU1sIjmHFIadxeVM9sZnAxJOMlVX94qb40sZ2x4tOFVrftLNXiQy6SGwWJyVyaomRN4mCWUj5mks9wHh877XJAY2yX/hVZEpLRk3gyF0AAAAAKdcduQAAaYB7gIAAPvtVAQ+MA2LAgAAAAABWVpQSwMECgAAAAAAmhB9XX7zzX6HAAAAhwAAAAwAAABtb29yL29uZS5lbWxNZXNzYWdlLUlEOiA8Y0Btb29yLmV4YW1wbGU+CkZyb206IEFkYSA8YWRhQG1vb3IuZXhhbXBsZT4KVG86IGJvQGZlbi5leGFtcGxlCkRhdGU6IE1vbiwgNCBBcHIgMjAxNiAwOToxMjowMCArMDIwMApTdWJqZWN0OiBjCgpPcGVuIGl0LgpQSwECPwMUAAAAAACaEH1dAAAAAAAAAAAAAAAABQAkAAAAAAAAABCA/0EAAAAAbW9vci8KACAAAAAAAAEAGACQaDkFpn/dAQAAAAAAAAAAAAAAAAAAAABQSwECPwMUAAAAXwCaEH1dp1x25MwAAABuAQAADwAkAAAAAAAAACCAtoEjAAAAbW9vci9pbmJveC5tYm94CgAgAAAAAAABABgAkGg5BaZ/3QEAAAAAAAAAAAAAAAAAAAAAUEsBAj8DCgAAAAAAmhB9XX7zzX6HAAAAhwAAAAwAJAAAAAAAAAAggLaBHAEAAG1vb3Ivb25lLmVtbAoAIAAAAAAAAQAYAJBoOQWmf90BAAAAAAAAAAAAAAAAAAAAAFBLBQYAAAAAAwADABYBAADNAQAAAAA=',
    'base64',
  ),
  'lzma.zip': Buffer.from(
    'UEsDBBQAAAAAAJsQfV0AAAAAAAAAAAAAAAAFAAAAbW9vci9QSwMEPwACAA4AmxB9XadcduSdAAAAbgEAAA8AAABtb29yL2luYm94Lm1ib3gYCQUAXQAQAAAAIxyJ5vbf9/8+Ht8zHsT3qx+fjpOWoWtpwYbCI7a1xJvcJgmEUm78aNdRRz9w73nJtTWCX24TNK11ihEP6gcmsU1sIjmHFIadxeVM9sZnAxJOMlVX94qb40sZ2x4tOFVrftLNXiQy6SGwWJyVyaomRN4mCWUj5mks9wHh877XJAY2yX/hVZEpLRk3ibXZlf/8wOhAUEsDBD8AAgAOAJsQfV1+881+gwAAAIcAAAAMAAAAbW9vci9vbmUuZW1sGAkFAF0AEAAAACaZSnhhNGmF+6DWmDegXfzTMC2nvjEFvRWSR7Vq36HlEt628IiqeNoS7P4f45DpZjD67Syly+7DtzOaNVIc/DR6U7MPs7TZsuMrDqDsMq26g/YbRmCjRbbf9s/5DIx5/RrkiVGYkJMOaIjehwKidfxHWDBz//7WKQBQSwECPwMUAAAAAACbEH1dAAAAAAAAAAAAAAAABQAkAAAAAAAAABCA/0EAAAAAbW9vci8KACAAAAAAAAEAGACw60UFpn/dAQAAAAAAAAAAAAAAAAAAAABQSwECPwM/AAIADgCbEH1dp1x25J0AAABuAQAADwAkAAAAAAAAACCAtoEjAAAAbW9vci9pbmJveC5tYm94CgAgAAAAAAABABgAsOtFBaZ/3QEAAAAAAAAAAAAAAAAAAAAAUEsBAj8DPwACAA4AmxB9XX7zzX6DAAAAhwAAAAwAJAAAAAAAAAAggLaB7QAAAG1vb3Ivb25lLmVtbAoAIAAAAAAAAQAYALDrRQWmf90BAAAAAAAAAAAAAAAAAAAAAFBLBQYAAAAAAwADABYBAACaAQAAAAA=',
    'base64',
  ),
  'inbox.mbox.bz2': Buffer.from(
    'QlpoOTFBWSZTWQMOqDwAAFRfgAAQQA91NWUijAA/t95AMADYBgBk00GQwQ0xGjBgBk00GQwQ0xGjAVRJpNTbUmTTRhGQGmGpe4cOKrW0qLLnRRVqUXMWhrxTHNgsujmmKsEquyjOjFGxgSa3gXFUUNhJJQ3rLLOjE2mcvKtUekqo93qjclcSifs4Soo7Mh5K1yUeL4aDudWxQ7snd/P0c2dobWA3F6LxRpSl2Zn0YnFGZHVQeZYqjqb1mTJpZKj/F3JFOFCQAw6oPA==',
    'base64',
  ),
  'inbox.mbox.xz': Buffer.from(
    '/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4AFtAI5dACMcieb23/f/Ph7fMx7E96sfn46TlqFracGGwiO2tcSb3CYJhFJu/GjXUUc/cO95ybU1gl9uEzStdYoRD+oHJrFNbCI5hxSGncXlTPbGZwMSTjJVV/eKm+NLGdseLThVa37SzV4kMukhsFiclcmqJkTeJgllI+ZpLPcB4fO+1yQGNsl/4VWRKS0ZN4MhdAAAAAB6opUfXJW+VwABqgHuAgAAgC2Wc7HEZ/sCAAAAAARZWg==',
    'base64',
  ),
  'inbox.mbox.zst': Buffer.from(
    'KLUv/WRuAG0EAPJHGx1Qq9rAEAJkGZJuSA9cjonBCqrFsY1KXtGNmYgZH60hci1OcVVA3OuFYEZzGDCTJWBJkikPKF8LIcUJp9u1D9gw3+m5un4RNswVIghYsZbFEi5JsmcqS3SQV/5XPadaOjcqtw9GXrdzdtq7flEKAIATBelVZyfshhh0bJajxxurpPEmVUA+Y1lBAUQNmKc=',
    'base64',
  ),
};

const crcOf = (bytes: Uint8Array): number => crc32(bytes);
const number = (value: number, length: number): Buffer => {
  const bytes = Buffer.alloc(length);
  bytes.writeUIntLE(value >>> 0, 0, length);
  return bytes;
};

/** A RAR archive of version 4, its files stored and not packed. */
export function rarOf(
  files: readonly { readonly name: string; readonly content: string; readonly link?: boolean }[],
): Buffer {
  const block = (type: number, flags: number, rest: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from([type]), number(flags, 2), number(7 + rest.length, 2), rest]);
    return Buffer.concat([number(crcOf(body) & 0xffff, 2), body]);
  };
  const parts = [Buffer.from('Rar!\x1a\x07\x00', 'latin1'), block(0x73, 0, Buffer.alloc(6))];
  for (const { name, content, link } of files) {
    const bytes = Buffer.from(content);
    const path = Buffer.from(name);
    const fields = [
      ...[number(bytes.length, 4), number(bytes.length, 4), Buffer.from([3]), number(crcOf(bytes), 4)],
      ...[
        number(0x48844980, 4),
        Buffer.from([20, 0x30]),
        number(path.length, 2),
        number(link ? 0xa1ff : 0x81a4, 4),
        path,
      ],
    ];
    parts.push(block(0x74, 0x8000, Buffer.concat(fields)), bytes);
  }
  return Buffer.concat([...parts, block(0x7b, 0x4000, Buffer.alloc(0))]);
}

/** A RAR archive of version 5, its files stored and not packed; with or without their checksums. */
export function rar5Of(files: readonly { readonly name: string; readonly content: string }[], checked = true): Buffer {
  const vint = (value: number): Buffer => {
    const bytes: number[] = [];
    for (let rest = value; ; rest = Math.floor(rest / 128)) {
      bytes.push((rest % 128) + (rest >= 128 ? 128 : 0));
      if (rest < 128) return Buffer.from(bytes);
    }
  };
  const header = (...fields: readonly Buffer[]): Buffer => {
    const body = Buffer.concat(fields);
    const sized = Buffer.concat([vint(body.length), body]);
    return Buffer.concat([number(crcOf(sized), 4), sized]);
  };
  const parts = [Buffer.from('Rar!\x1a\x07\x01\x00', 'latin1'), header(vint(1), vint(0), vint(0))];
  for (const { name, content } of files) {
    const bytes = Buffer.from(content);
    const path = Buffer.from(name);
    const file = [
      vint(checked ? 4 : 0),
      vint(bytes.length),
      vint(0x81a4),
      ...(checked ? [number(crcOf(bytes), 4)] : []),
      vint(0),
      vint(1),
      vint(path.length),
      path,
    ];
    parts.push(header(vint(2), vint(2), vint(bytes.length), ...file), bytes);
  }
  return Buffer.concat([...parts, header(vint(5), vint(0), vint(0))]);
}
