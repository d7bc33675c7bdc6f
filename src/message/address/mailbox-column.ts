import type { Mailbox } from '../message.js';

/** QUIRK: a page in two columns has the time behind the name: `Mira Holm Sent: 4/14/2016 9:12:00 AM` is Mira Holm. */
export function withoutColumn(from: Mailbox): Mailbox {
  const name = /^(.{2,200}?) (?:Sent|Date): .{0,40}\d/.exec(from.name)?.[1];
  return name === undefined ? from : { ...from, name };
}
