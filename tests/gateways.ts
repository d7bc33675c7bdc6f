import type { Mail } from './mail-case.js';

/** What happens to a mail on its way, by name: a function from the mail as sent to the mail as it lies elsewhere. */
export const GATEWAYS: Readonly<Record<string, (mail: Mail) => Mail>> = {
  'a tag for mail from outside': (mail) => ({ ...mail, Subject: `[EXTERNAL] ${mail.Subject}` }),
  'a tag of a spam filter': (mail) => ({ ...mail, Subject: `***SPAM*** ${mail.Subject}` }),
  'a tag of a list': (mail) => ({ ...mail, Subject: `[Harbour-board] ${mail.Subject}` }),
  'a warning above the text': (mail) => ({
    ...mail,
    text: `CAUTION: This email originated from outside of the organization. Do not click links or open attachments unless you recognize the sender.\n\n${mail.text}`,
  }),
  'a warning right above the text': (mail) => ({
    ...mail,
    text: `[EXTERNAL EMAIL] This message was sent from outside the office.\n${mail.text}`,
  }),
  'a German warning': (mail) => ({
    ...mail,
    text: `ACHTUNG: Diese E-Mail stammt von einem externen Absender. Bitte klicken Sie nicht auf Links.\n\n${mail.text}`,
  }),
  'an English disclaimer': (mail) => ({
    ...mail,
    text: `${mail.text}\n\nThis message may contain confidential information of Quay AS. If you are not the intended recipient please delete it.`,
  }),
  'a French disclaimer': (mail) => ({
    ...mail,
    text: `${mail.text}\n\n---\nCe message et ses pièces jointes sont confidentiels et réservés à leur destinataire.`,
  }),
  'a Spanish disclaimer': (mail) => ({
    ...mail,
    text: `${mail.text}\n\nEste mensaje es confidencial y va dirigido únicamente a su destinatario.`,
  }),
  "Mailman's footer": (mail) => ({
    ...mail,
    text: `${mail.text}\n_______________________________________________\nBoard mailing list\nBoard@lists.moor.example\nhttps://lists.moor.example/mailman/listinfo/board`,
  }),
  "Google Groups' footer": (mail) => ({
    ...mail,
    text: `${mail.text}\n\n-- \nYou received this message because you are subscribed to the Google Groups "Board" group.\nTo unsubscribe from this group and stop receiving emails from it, send an email to board+unsubscribe@googlegroups.com.\nFor more options, visit https://groups.google.com/d/optout.`,
  }),
  "LISTSERV's footer": (mail) => ({
    ...mail,
    text: `${mail.text}\n\n############################\n\nTo unsubscribe from the BOARD list:\nwrite to: mailto:BOARD-SIGNOFF-REQUEST@LISTS.MOOR.EXAMPLE\nor click the following link:\nhttps://lists.moor.example/scripts/wa.exe?SUBED1=BOARD`,
  }),
  'Safe Links': (mail) => ({
    ...mail,
    text: mail.text!.replace(
      'https://docs.moor.example/minutes/12',
      'https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fdocs.moor.example%2Fminutes%2F12&data=05%7C01&reserved=0',
    ),
  }),
  'URL Defense of version 2': (mail) => ({
    ...mail,
    text: mail.text!.replace(
      'https://docs.moor.example/minutes/12',
      'https://urldefense.proofpoint.com/v2/url?u=https-3A__docs.moor.example_minutes_12&d=DwMFAg&c=abc&r=def',
    ),
  }),
  'URL Defense of version 3': (mail) => ({
    ...mail,
    text: mail.text!.replace(
      'https://docs.moor.example/minutes/12',
      'https://urldefense.com/v3/__https://docs.moor.example/minutes/12__;!!Abc!XyZ$',
    ),
  }),
  'links of Barracuda': (mail) => ({
    ...mail,
    text: mail.text!.replace(
      'https://docs.moor.example/minutes/12',
      'https://linkprotect.cudasvc.com/url?a=https%3a%2f%2fdocs.moor.example%2fminutes%2f12&c=E,1,x&typo=1',
    ),
  }),
  'links of Mimecast, which tell the domain alone': (mail) => ({
    ...mail,
    text: mail.text!.replace(
      'https://docs.moor.example/minutes/12',
      'https://protect-eu.mimecast.com/s/Ab12Cd?domain=docs.moor.example',
    ),
  }),
  'a sender by way of a list': (mail) => ({
    ...mail,
    From: `"${mail.From!.replace(/ <.*/, '')} via Board" <board@lists.moor.example>`,
    'Reply-To': mail.From!,
  }),
  'a cut to a snippet': (mail) => ({ ...mail, text: `${mail.text!.replace(/\s+/g, ' ').slice(0, 60)}...` }),
  'lines wrapped anew': (mail) => ({ ...mail, text: mail.text!.replace(/\s+/g, ' ').replace(/(.{30}\S*) /g, '$1\n') }),
  'plain text made of HTML': (mail) => ({
    ...mail,
    text: `[cid:image001.png@01D2]\n*${mail.text!.replace('ada@moor.example', 'ada@moor.example<mailto:ada@moor.example>')}*`,
  }),
  'a line to unsubscribe': (mail) => ({
    ...mail,
    text: `${mail.text}\n\nUnsubscribe: https://news.moor.example/u/8812`,
  }),
  'attachments taken away': (mail) => ({
    ...mail,
    text: `${mail.text}\n\n[The attachment plan.pdf was removed by the mail server]`,
  }),
  'letters lost to ASCII': (mail) => ({ ...mail, text: mail.text!.replace(/[^\n -~]/g, '?') }),
  'letters without their marks': (mail) => ({ ...mail, text: mail.text!.normalize('NFD').replace(/\p{M}/gu, '') }),
  'letters read in another charset': (mail) => ({
    ...mail,
    text: mail.text!.replaceAll('ü', 'Ã¼').replaceAll('é', 'Ã©'),
  }),
  'capitals alone': (mail) => ({ ...mail, text: mail.text!.toUpperCase() }),
  'marks of quotation': (mail) => ({ ...mail, text: mail.text!.replace(/^/gm, '> ') }),
};

/** A text that every gateway leaves a trace in. */
export const longText = (subject: string) =>
  `Dear all,

the office met on Thursday about ${subject} and agreed that it goes to the
lowest bidder, provided that the crane is repaired. The price is 40,000 crowns.

Grüße, Ada (ada@moor.example, Café Mole)
Minutes: https://docs.moor.example/minutes/12`;
