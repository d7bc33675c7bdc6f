import type { AddressForm } from './address-form.js';

/** Hosts of mailing lists that anybody may open, and names of hosts that hold nothing else. */
const LIST_HOSTS =
  /(?:^|\.)(?:googlegroups\.com|yahoogroups\.[a-z.]+|yahoogroupes\.fr|egroups\.com|groups\.io|onelist\.com|freelists\.org|topica\.com)$|^(?:lists?|listserv|listes|listen|mailman|groups)\d?\./;

/** Local parts of machines that write for others: trackers, reviews, forums, shares, bounces, anonymous remailers. */
const MACHINES =
  /^(?:(?:.*[._+-])?(?:no-?_?reply|do-?_?not-?_?reply|donotreply|notifications?|notify|bounces?|mailer-daemon|listserv|majordomo|listproc)(?:[._+-].*)?|postmaster|mdaemon|jira|confluence|gitlab|github|gerrit|bugzilla(?:-.*)?|bugmail|redmine|trac|phabricator|reviewboard|discourse|review|builds?|buildbot|jenkins|root|daemon|nobody|cron|www-data|(?:.*[._-])?remail(?:er)?\d*|anon(?:ymous)?|nowhere|mixmaster|owner-.*|.*-(?:owner|request|admin|bounces))$/;

/** True for the host of a mailing list: `harbour@googlegroups.com`, `harbour@lists.x.org`. */
export function isListHost({ domain }: Pick<AddressForm, 'domain'>): boolean {
  return LIST_HOSTS.test(domain);
}

/** True for an address that passes on what others write, or that nobody writes from: `jira@x.org`, `no-reply@x.org`, `owner-harbour@x.org`. */
export function isRelay({ kind, local, domain }: Pick<AddressForm, 'kind' | 'local' | 'domain'>): boolean {
  return kind === 'smtp' && (MACHINES.test(local) || /(?:^|\.)(?:noreply|reply|notifications)\./.test(domain));
}
