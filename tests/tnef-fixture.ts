import { encodeValue, type MapiFixture, type MapiFixtureValue } from './compound-file-fixture.js';

/** The bytes of TNEF (MS-OXTNEF): winmail.dat. `attributes`: those of the message that are no list of properties, by number. */
export function writeTnef(
  { properties, recipients = [], attachments = [] }: MapiFixture,
  attributes: Readonly<Record<number, Buffer>> = {},
): Buffer {
  const head = Buffer.alloc(6);
  head.writeUInt32LE(0x223e9f78);
  return Buffer.concat([
    head,
    ...Object.entries(attributes).map(([id, data]) => attribute(1, Number(id), data)),
    attribute(1, 0x9003, propertyList(properties)),
    ...(recipients.length
      ? [attribute(1, 0x9004, Buffer.concat([number(recipients.length), ...recipients.map(propertyList)]))]
      : []),
    ...attachments.flatMap(({ message, ...rest }) => [
      attribute(2, 0x9002, Buffer.alloc(14)),
      attribute(2, 0x9005, propertyList(rest, message ? writeTnef(message) : null)),
    ]),
  ]);
}

function attribute(level: number, id: number, data: Buffer): Buffer {
  const head = Buffer.alloc(9);
  head[0] = level;
  head.writeUInt32LE(id + 0x60000, 1);
  head.writeUInt32LE(data.length, 5);
  return Buffer.concat([head, data, Buffer.alloc(2)]);
}

function propertyList(properties: Readonly<Record<number, MapiFixtureValue>>, message: Buffer | null = null): Buffer {
  const entries = Object.entries(properties).map(([id, value]) => {
    const { type, fixed, bytes, parts } = encodeValue(value);
    const head = tag(type, Number(id));
    if (fixed) return Buffer.concat([head, padded(fixed)]);
    const values = parts ?? [bytes!];
    return Buffer.concat([
      head,
      number(values.length),
      ...values.flatMap((part) => [number(part.length), padded(part)]),
    ]);
  });
  if (message) {
    const object = Buffer.concat([Buffer.alloc(16), message]);
    entries.push(Buffer.concat([tag(0x0d, 0x3701), number(1), number(object.length), padded(object)]));
  }
  return Buffer.concat([number(entries.length), ...entries]);
}

function tag(type: number, id: number): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(type, 0);
  head.writeUInt16LE(id, 2);
  return head;
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

const padded = (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
