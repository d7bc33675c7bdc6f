import { describe, expect, it } from 'vitest';
import { readMailbox } from '../../src/people/name/read-mailbox.js';

/** What a mailbox is read as: `name <key of the address>`; a `~` before what only passes on. */
function read(name: string, address = ''): string {
  const reading = readMailbox({ name, address });
  if (!reading) return '';
  const key = reading.address ? ` <${reading.relayed ? '~' : ''}${reading.address.key}>` : '';
  return `${reading.name}${key}`.trim();
}

describe('a mailbox is read as what it is', () => {
  it.each([
    ['(bcc: Marian Holt', '(bcc: Marian Holt/HOU/ECT)', 'Marian Holt <marian holt/hou/ect>'],
    ['(bcc: Marian Holt)', '', 'Marian Holt'],
    ['cc: Marian Holt', '', 'Marian Holt'],
    ['Marian Holt', 'Marian Holt@ECT', 'Marian Holt <marian holt@ect>'],
    ['', 'Marian Holt@ECT@ECT', '<marian holt@ect>'],
    ['', "'Marian Holt@Harbour'", '<marian holt@harbour>'],
    ['', "'marian@harbour.example'", '<marian@harbour.example>'],
    ['', '"marian"@harbour.example@acme.example', '<marian@harbour.example>'],
    ['', 'marian@harbour.example_', '<marian@harbour.example>'],
    ['', '<mailto:marian@harbour.example>', '<marian@harbour.example>'],
    ['', "marian'.'holt@harbour.example", '<marian.holt@harbour.example>'],
    ['', 'sean.o’neil@harbour.example', '<sean.o’neil@harbour.example>'],
    ['', "sean.o'neil@harbour.example", "<sean.o'neil@harbour.example>"],
    ['e-mail', '.marian@harbour.example', 'marian'],
    ['open list:HARBOUR DRIVERS', 'boats@harbour.example', '<boats@harbour.example>'],
    ['moderated list', 'boats@harbour.example', '<boats@harbour.example>'],
    ['Marian Holt', ".'marian@harbour.example", 'Marian Holt'],
    ['', "'@harbour.example", ''],
    ['IN%', 'marian@harbour.example', '<marian@harbour.example>'],
    ['E-Mail', 'marian@harbour.example', '<marian@harbour.example>'],
    ['Marian Holt \\(E-mail\\)', 'marian@harbour.example', 'Marian Holt (E-mail) <marian@harbour.example>'],
    ['Fax Desk [FAX:Fax Desk]', '', 'Fax Desk'],
    ['Marian Holt', 'IMCEAFAX-Marian+20Holt+40+2B1+20+28555+29+20010-0000@harbour.example', 'Marian Holt'],
    [
      'Holt, Marian',
      '/O=ACME/OU=NA/CN=RECIPIENTS/CN=MHOLT@acme.example',
      'Holt, Marian </o=acme/ou=na/cn=recipients/cn=mholt>',
    ],
    ['', "/o=ACME/ou=NA/cn=Recipients/cn=mholt'", '</o=acme/ou=na/cn=recipients/cn=mholt>'],
    ['', 'IMCEAEX-_O=ACME_OU=NA_CN=RECIPIENTS_CN=MHOLT@acme.example', '</o=acme/ou=na/cn=recipients/cn=mholt>'],
    ['', 'IMCEANOTES-marian+5Fholt+40harbour+2Eexample+40ACME@acme.example', '<marian_holt@harbour.example>'],
    ['', 'IMCEANOTES-marian+2Eholt/40harbour/2Eexample/40ACME@acme.example', '<marian.holt@harbour.example>'],
    ['', 'IMCEANOTES-+22Marian+20Holt+22+20+3Cmh+40harbour+2Eexample+3E+40ACME@acme.example', '<mh@harbour.example>'],
    ['Marian Holt', 'Marian (NYC) Holt/HOU/ECT@ECT', 'Marian Holt <marian holt/hou/ect>'],
  ])('%s <%s> is %s', (name, address, expected) => {
    expect(read(name, address)).toBe(expected);
  });
});

describe('a list or a machine that writes itself into From leaves the author', () => {
  it.each([
    ['Ann Roe via Harbour', 'harbour@lists.harbour.example', 'Ann Roe <~harbour@lists.harbour.example>', 'Mailman'],
    ["'Ann Roe' via Harbour Team", 'harbour@quay.example', 'Ann Roe <~harbour@quay.example>', 'Google Groups'],
    ['Ann Roe via groups.io', 'ann=quay.example@groups.io', 'Ann Roe <~ann=quay.example@groups.io>', 'Groups.io'],
    ['Ann Roe', 'ann=40quay.example@dmarc.mill.example', 'Ann Roe <ann=40quay.example@dmarc.mill.example>', 'DMARC'],
    ['"Ann Roe ann@quay.example [harbour]"', 'harbour@yahoogroups.com', 'Ann Roe <ann@quay.example>', 'Yahoo Groups'],
    ['ann@quay.example [harbour]', 'harbour@yahoogroups.com', '<ann@quay.example>', 'Yahoo Groups without a name'],
    ['Bo Lind on behalf of Ann Roe', 'bo@quay.example', 'Ann Roe <~bo@quay.example>', 'deputy'],
    [
      'Bo Lind on behalf of Ann Roe',
      'ann.roe@quay.example',
      'Bo Lind on behalf of Ann Roe <ann.roe@quay.example>',
      'deputy, own address',
    ],
    ['Ann Roe (Jira)', 'jira@quay.example', 'Ann Roe <~jira@quay.example>', 'tracker'],
    ['Ann Roe', 'notifications@github.example', 'Ann Roe <~notifications@github.example>', 'forge'],
    ['annr (Ann Roe)', 'noreply@reviews.example', 'Ann Roe <~noreply@reviews.example>', 'review'],
    ['Ann Roe (Code Review)', 'noreply-gerrit@quay.example', 'Ann Roe <~noreply-gerrit@quay.example>', 'review'],
    ['Ann Roe via Docs', 'drive-shares-noreply@docs.example', 'Ann Roe <~drive-shares-noreply@docs.example>', 'share'],
    ['Harbour Team', 'no-reply@quay.example', 'Harbour Team <no-reply@quay.example>', 'a machine of its own name'],
    [
      'Ann Roe',
      'ann.roe@lists.harbour.example',
      'Ann Roe <ann.roe@lists.harbour.example>',
      'her own address at a host of lists',
    ],
    ['Via Ferrata Club', 'info@ferrata.example', 'Via Ferrata Club <info@ferrata.example>', 'the word as a name'],
    [
      'ceo@bank.example',
      'ann@quay.example',
      'ceo@bank.example <ann@quay.example>',
      'an address as name is not believed elsewhere',
    ],
  ])('%s <%s> is %s (%s)', (name, address, expected) => {
    expect(read(name, address)).toBe(expected);
  });
});
