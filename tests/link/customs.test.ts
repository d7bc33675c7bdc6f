import { describe, expect, it } from 'vitest';
import { gatherPosts } from '../../src/dedupe/gather-posts.js';
import { readCandidateSet } from '../../src/link/candidate/read-candidate-set.js';
import { makeScratch } from '../../src/link/candidate/score-texts.js';
import '../../src/link/evidence/observe-candidates.js';
import { LEAST_TOLD, measureCustoms } from '../../src/link/feature/customs.js';
import { buildArchive } from '../../src/link/feature/feature-index.js';
import { goesToList, readListArchive } from '../../src/link/feature/list-archive.js';
import { readBuildNotice, readTicket } from '../../src/link/feature/notices.js';
import { readFeatures } from '../../src/link/feature/read-features.js';
import { messageFromObject } from '../../src/message/record/record-message.js';
import { splitMessage } from '../../src/quote/split-message.js';
import { explainedLinks } from '../explained-links.js';
import { conversations, LIST, type ListMail, person, recordsOf, words } from '../list-mail.js';
import { type Invented, mbox, reconstructFiles } from '../report-fixture.js';

const OWNER = 'Owner <owner@quay.example>';

function featuresOf(mails: readonly ListMail[]) {
  const messages = recordsOf(mails).map((mail, index) => messageFromObject(mail, index));
  return gatherPosts(messages, { dedupe: 'none' }).map((post) => readFeatures(post, splitMessage(post.message)));
}

const mailTo = (to: ListMail['to'], number: number, subject: string): ListMail => ({
  from: person(number),
  to,
  subject,
  text: words(7000 + number),
});

function customsOf(mails: readonly ListMail[]) {
  const features = featuresOf(mails);
  return measureCustoms(buildArchive(features), makeScratch(features.length));
}

describe('the customs of a list', () => {
  const customs = customsOf(conversations(() => LIST))!;

  it('tell who marks and attributes answers, and who does not', () => {
    expect(customs.marks('p0@quay.example')).toBeLessThan(0.5);
    expect(customs.attributed('p0@quay.example')).toBeLessThan(0.5);
    expect(customs.marks('p3@quay.example')).toBeGreaterThan(0.9);
    expect(customs.attributed('p3@quay.example')).toBeGreaterThan(0.9);
  });

  it('hold for who was never seen as what most do', () => {
    expect(customs.marks('nobody@quay.example')).toBeGreaterThan(0.7);
    expect(customs.keptSubject('nobody@quay.example')).toBeGreaterThan(0.9);
  });

  it('tell that dates in attributions are not those of what is quoted', () => {
    expect(customs.datesTold).toBeLessThan(LEAST_TOLD);
  });
});

describe('a collection', () => {
  it.each([
    ['whose mail goes to a list is its archive', conversations(() => LIST), true],
    ['that does not tell to whom its mail goes is one', conversations(() => undefined), true],
    ['of people who write to each other is none', conversations((writer) => person((writer + 5) % 10)), false],
    [
      'of mail to one who never writes, without what it answers, is none',
      conversations(() => 'owner@quay.example', { areKept: false }),
      false,
    ],
    [
      'of a forum that quotes nothing, and keeps subjects, is one',
      conversations(() => LIST, { areQuoted: false }),
      true,
    ],
    [
      'that quotes nothing, without what is answered, is none',
      conversations(() => 'owner@quay.example', { areKept: false, areQuoted: false }),
      false,
    ],
    ['of a handful of mails is none', conversations(() => LIST).slice(0, 12), false],
  ])('%s', (_, mails, isArchive) => {
    expect(customsOf(mails) !== null).toBe(isArchive);
  });

  it('of a reader of lists keeps his direct mail apart', () => {
    const direct = Array.from({ length: 25 }, (_, number) => ({
      from: number < 20 ? person(number % 10) : OWNER,
      to: number < 20 ? OWNER : person(number % 10),
      subject: `Lunch ${number}`,
      text: words(5000 + number),
    }));
    const features = featuresOf([...conversations(() => LIST), ...direct]);
    const { lists, isMixed } = readListArchive(features)!;
    expect(isMixed).toBe(true);
    const featureIndex = buildArchive(features);
    const scratch = makeScratch(features.length);
    const customs = measureCustoms(featureIndex, scratch)!;
    expect([...lists]).toEqual([LIST]);
    for (const [number, child] of features.entries())
      expect(readCandidateSet(featureIndex, child, number, scratch, { customs }).direct).toBe(
        !goesToList(child, lists),
      );
  });
});

describe('an address that ten write to, and that writes nothing', () => {
  const QUIET = 'Quiet <quiet@quay.example>';
  const first = Array.from({ length: 10 }, (_, number) => mailTo(QUIET, number, `Crane ${number}`));
  it.each([
    ['is a list if replies to it answer what others wrote to it', mailTo(QUIET, 1, 'Re: Crane 0'), true],
    ['is a person if replies to it alone answer what is not there', mailTo(QUIET, 1, 'Re: Anchor'), false],
    ['is a person if who writes to it goes on under his own subject', mailTo(QUIET, 1, 'Re: Crane 1'), false],
    ['is taken for a list where nobody replies', mailTo(QUIET, 1, 'Anchor'), true],
    ['is taken for a list where replies go to others too', mailTo(`${QUIET}, ${person(2)}`, 1, 'Re: Anchor'), true],
  ])('%s', (_, last, isList) => {
    const { lists } = buildArchive(featuresOf([...first, last]));
    expect(lists.has('quiet@quay.example')).toBe(isList);
  });
});

describe('a notice of a build server', () => {
  it.each([
    ['build failed in jenkins: quay #12', { job: 'quay', number: 12 }],
    ['jenkins build is back to normal : quay » crane #13', { job: 'quay » crane', number: 13 }],
    ['hudson build became unstable: quay #7', { job: 'quay', number: 7 }],
    ['build failed in jenkins: quay', null],
    ['we build jenkins: see #12 of the list', null],
    ['build failed: quay #12', null],
    [`build failed in jenkins: ${'quay '.repeat(100)}#1`, null],
  ])('"%s"', (subject, build) => {
    expect(readBuildNotice(subject)).toEqual(build);
  });

  it('answers the one about the build before, and nothing where there is none', async () => {
    const notice = (number: number, subject: string, hour: number): Invented => ({
      id: `${number}@ci.example`,
      from: 'ci@quay.example',
      to: LIST,
      date: `Wed, 03 Mar 2021 ${hour}:00:00 +0000`,
      subject: `${subject} quay #${number}`,
      body: `See <http://ci.example/job/quay/${number}/>`,
    });
    const talk = conversations(() => LIST).map(
      ({ text, ...mail }, index): Invented => ({
        ...mail,
        id: `${index}@quay.example`,
        to: LIST,
        date: new Date(Date.UTC(2021, 2, 1, 0, index)).toUTCString(),
        body: text,
      }),
    );
    const notices = [
      notice(3, 'Build failed in Jenkins:', 10),
      notice(4, 'Build failed in Jenkins:', 11),
      notice(5, 'Jenkins build is back to normal :', 12),
      notice(8, 'Build failed in Jenkins:', 15),
    ];
    // The archive took `Re:` away.
    const answer: Invented = {
      ...notice(4, 'Build failed in Jenkins:', 13),
      ...{ id: 'answer@ci.example', from: person(0) },
      body: 'The crane was out of oil.\n\nOn Wed, 3 Mar 2021 at 11:00 +0000, ci@quay.example wrote:\n> See <http://ci.example/job/quay/4/>',
    };
    const options = { findings: false };
    const reconstruction = await reconstructFiles({ 'mail.mbox': mbox([...talk, ...notices, answer]) }, options);
    const ids = new Map(
      reconstruction.posts.map((post) => [post.key, post.kind === 'produced' ? post.message.messageId : null]),
    );
    const links = explainedLinks(reconstruction).map(({ child, parent }) => [ids.get(child), ids.get(parent)]);
    expect(links.filter(([child]) => child?.endsWith('@ci.example')).sort()).toEqual([
      ['4@ci.example', '3@ci.example'],
      ['5@ci.example', '4@ci.example'],
      ['answer@ci.example', '4@ci.example'],
    ]);
  });
});

describe('mail of Trac about a ticket', () => {
  const hash = '80def28c1245809bbed3aa6ff407f07f';
  it.each<[subject: string, id: string | null, label: string | null]>([
    ['#12: the crane leaks', `017.${hash}@trac.example`, 'bug #12@trac.example'],
    ['#12: the crane leaks', `17.${hash}@trac.example`, null],
    ['#12: the crane leaks', `017.${hash.slice(3)}xyz@trac.example`, null],
    ['#12: the crane leaks', null, null],
    ['the crane leaks: #12', `017.${hash}@trac.example`, null],
    ['#: the crane leaks', `017.${hash}@trac.example`, null],
  ])('"%s" of %s', (subject, id, label) => {
    expect(readTicket(subject, id)?.label ?? null).toBe(label);
  });

  const mail = (count: string, minute: number): Invented => ({
    id: `${count}.${hash.slice(2)}0${minute}@trac.example`,
    from: 'trac@quay.example',
    to: 'ada@quay.example',
    date: `Wed, 03 Mar 2021 10:0${minute}:00 +0000`,
    subject: '[Quay] #12: The crane leaks',
    body: `#12: The crane leaks\n Reporter: ada\n Status: ${minute === 1 ? 'new' : 'assigned'}\n\n Comment ${minute}.`,
  });
  it.each<[rule: string, mails: readonly Invented[], parents: readonly (string | undefined)[]]>([
    [
      'answers the first, however many there are',
      [mail('017', 1), mail('032', 2), mail('032', 3)],
      [undefined, '017', '017'],
    ],
    ['answers none where the first is not there', [mail('032', 2), mail('032', 3)], [undefined, undefined]],
  ])('%s', async (_rule, mails, parents) => {
    const reconstruction = await reconstructFiles({ 'mail.mbox': mbox([...mails]) }, { findings: false });
    const ids = new Map(
      reconstruction.posts.map((post) => [post.key, post.kind === 'produced' ? post.message.messageId! : '']),
    );
    const found = new Map(explainedLinks(reconstruction).map(({ child, parent }) => [ids.get(child), ids.get(parent)]));
    expect(mails.map(({ id }) => found.get(id)?.slice(0, 3))).toEqual(parents);
  });
});

describe('what one author issues regularly under one subject', () => {
  const HOUR = 3_600_000;
  const START = Date.UTC(2021, 2, 10, 8);
  const bulletin = (at: number, id: number, text: string, subject = 'The week at the quay'): Invented => ({
    id: `${id}@bulletin.example`,
    from: person(0),
    to: LIST,
    date: new Date(START + at * HOUR).toUTCString().replace('GMT', '+0000'),
    subject,
    body: text,
  });
  const head = 'Ships that lay at the old quay and what they carried, as the harbour office counted them on Monday';
  const reconstructed = (mails: readonly Invented[], findings: boolean) => {
    const talk = recordsOf(conversations(() => LIST)).map(
      ({ messageId, date = '', from, subject, text }): Invented => ({
        id: messageId.slice(1, -1),
        from,
        to: LIST,
        date: new Date(date).toUTCString().replace('GMT', '+0000'),
        subject,
        body: text,
      }),
    );
    return reconstructFiles({ 'mail.mbox': mbox([...talk, ...mails]) }, { findings });
  };
  const linked = async (mails: readonly Invented[]) => {
    const reconstruction = await reconstructed(mails, false);
    const bulletins = new Set(
      reconstruction.posts.flatMap((post) =>
        post.kind === 'produced' && post.message.messageId?.endsWith('@bulletin.example') ? [post.key] : [],
      ),
    );
    return explainedLinks(reconstruction).filter(({ child }) => bulletins.has(child)).length;
  };

  it('is no answer to the issue before, which shares its form', async () => {
    expect(await linked([1, 2, 3].map((day) => bulletin(day * 24, day, `${head}: ${words(500 + day)}`)))).toBe(0);
  });

  it('is no answer where no words are shared, from the third issue on', async () => {
    const issues = [1, 2, 3, 4, 5].map((day) => bulletin(day * 24, day, words(500 + day)));
    expect(await linked(issues)).toBeLessThan(2);
  });

  it('may be an answer within hours, as a mistake that is mended', async () => {
    const mended = [1, 2].map((hour) => bulletin(hour, hour, `${head}: ${words(500 + hour)}`));
    expect(await linked(mended)).toBe(1);
  });

  it('is no answer within minutes where it is the same text with a mistake mended', async () => {
    const text = `${head}, and how many of them were bound for the islands in the north`;
    const again = [text.replace('counted', 'cuonted'), text].map((body, index) => bulletin(index / 60, index, body));
    expect(await linked(again)).toBe(0);
  });

  it('contradicts no header that says what it answers', async () => {
    const [one, two] = [1, 2].map((day) => bulletin(day * 24, day, `${head}: ${words(500 + day)}`));
    const { findings } = await reconstructed([one!, { ...two!, answers: one!.id }], true);
    expect(findings.filter(({ kind }) => kind === 'contradicting-evidence')).toEqual([]);
  });
});
