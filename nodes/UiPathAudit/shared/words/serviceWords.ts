import type {
	NotAPage,
	ServiceErrorFacts,
	ServiceErrorKind,
	TriedAddress,
} from '../../uipath/uiPathError';
import { HTTP_WORDS } from './httpWords';
import { advise, type Situation, type Words } from './situation';

/** Documented in UiPath's API guides, "Retrieving partitionGlobalId for API use". */
const WHERE_ID_IS =
	'right after logging in, the address of the UiPath portal shows it as organizationId';

const TAKE_IT_ANYWAY = 'set If Incomplete to Warn to take the file as it is';

/** What a user reads where UiPath's services do not do what their documentation says. */
export const SERVICE_WORDS: Record<
	ServiceErrorKind,
	(facts: ServiceErrorFacts, situation: Situation) => Words
> = {
	'not-a-page': ({ page = 'no-object' }, { log }) => ({
		message: `UiPath's answer is not ${log.a}: ${PAGES[page]}`,
		remedy:
			'Nothing was handed on, because the log might not be complete. Check the fields Domain and Organization of the credential; a proxy in between may also change answers.',
	}),
	'log-not-found': ({ tried = [], hasOrganizationId }, situation) => {
		const [usual] = tried;
		if (usual && !hasOrganizationId) {
			const { message, remedy } = describe(usual, situation);
			const hint = `Some versions of UiPath have the log at an address with the organization's ID in it, which this token does not tell: if the rest is right, fill in the field Organization ID of the credential (${WHERE_ID_IS}).`;
			return { message, remedy: `${remedy} ${hint}` };
		}
		const addresses = tried.map((address) => `${address.url} (${nameAnswer(address)})`);
		return {
			message: `UiPath has the ${situation.log.name} at none of the ${tried.length} addresses that are documented for it`,
			remedy: `Check the fields Domain, Organization and Organization ID of the credential, and that the token has not expired. The node tried ${addresses.join(', ')}.`,
		};
	},
	incomplete: ({ entries = 0, totalEntries = 0 }, situation) => ({
		message: `The CSV file has only ${entries} of the ${totalEntries} entries of the ${situation.log.name}`,
		remedy: `UiPath cut it off, so nothing was handed on. ${advise(
			situation,
			[['If Incomplete', TAKE_IT_ANYWAY]],
			'use Get Logs with Return All, which gets every entry',
		)}`,
	}),
	uncounted: (_facts, situation) => ({
		message: `It is not certain that the CSV file has all entries of the ${situation.log.name}`,
		remedy: `UiPath did not say how many there are, so nothing was handed on. ${advise(
			situation,
			[['If Incomplete', TAKE_IT_ANYWAY]],
			'try again later',
		)}`,
	}),
	'not-stored': () => ({
		message: 'n8n could not store the CSV file',
		remedy: 'Check the disk space and the binary data settings of n8n.',
	}),
};

/** The same words as where the address is the only one. */
function describe({ url, kind, status }: TriedAddress, situation: Situation): Words {
	if (kind === 'not-a-page') return SERVICE_WORDS['not-a-page']({ status }, situation);
	return HTTP_WORDS[kind]({ url, status }, situation);
}

function nameAnswer({ kind, status }: TriedAddress): string {
	if (kind === 'web-page') return 'a web page';
	if (kind === 'not-a-page' || kind === 'wrong-shape') return 'something else';
	if (kind === 'redirect-elsewhere') return 'a redirect to another server';
	return String(status);
}

const PAGES: Record<NotAPage, string> = {
	'no-object': 'it is JSON, but not an object with totalCount and results',
	'no-count': 'totalCount is missing or is not a number',
	'no-list': 'results is missing or is not a list',
	'no-entry': 'results contains something that is not an entry',
};
