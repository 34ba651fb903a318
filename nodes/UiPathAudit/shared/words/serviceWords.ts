import type {
	ArchiveExcess,
	ArchiveFlaw,
	FileLimit,
	NotAPage,
	ServiceErrorFacts,
	ServiceErrorKind,
	TriedAddress,
} from '../../uipath/uiPathError';
import { HTTP_WORDS } from './httpWords';
import { advise, type Situation, type Words } from './situation';

/** Documented in UiPath's API guides, "Retrieving partitionGlobalId for API use". */
const WHERE_ID_IS =
	'the address of the UiPath portal shows it as organizationId right after you log in';

/** An address may be as long as the server likes. */
const MAX_TARGET_LENGTH = 120;

const TAKE_IT_ANYWAY = 'set If Incomplete to Warn to get the file as it is';

/** What a user reads where UiPath's services do not do what their documentation says. */
export const SERVICE_WORDS: Record<
	ServiceErrorKind,
	(facts: ServiceErrorFacts, situation: Situation) => Words
> = {
	'not-a-page': ({ page = 'no-object' }, { log }) => ({
		message: `UiPath's response is not ${log.a}: ${PAGES[page]}`,
		remedy:
			'Nothing was returned, because the result might not have been complete. Check Domain and Organization in the credential; a proxy may also be changing the response.',
	}),
	'log-not-found': ({ tried = [], hasOrganizationId }, situation) => {
		const [usual] = tried;
		if (usual && !hasOrganizationId) {
			const { message, remedy } = describe(usual, situation);
			const hint = `Some versions of UiPath serve the log at an address that contains the organization's ID, which this token does not include. If everything else is correct, fill in Organization ID in the credential (${WHERE_ID_IS}).`;
			return { message, remedy: `${remedy} ${hint}` };
		}
		const addresses = tried.map((address) => `${address.url} (${nameAnswer(address)})`);
		return {
			message: `The ${situation.log.name} is not at any of the ${tried.length} addresses that UiPath documents for it`,
			remedy: `Check Domain, Organization and Organization ID in the credential, and that the token has not expired. The node tried ${addresses.join(', ')}.`,
		};
	},
	'page-elsewhere': ({ target = '' }, { log }) => ({
		message: `UiPath says that the next page of the ${log.name} is at ${target.slice(0, MAX_TARGET_LENGTH) || 'an invalid address'}, not where the log is`,
		remedy:
			'The token was not sent there, and nothing was returned, because the result would not have been complete. A proxy may be changing the response, or someone may be trying to steal the token.',
	}),
	incomplete: ({ entries = 0, totalEntries = 0 }, situation) => ({
		message: `The CSV file has only ${entries} of the ${totalEntries} entries in the ${situation.log.name}`,
		remedy: `UiPath cut it off, so nothing was returned. ${advise(
			situation,
			[['If Incomplete', TAKE_IT_ANYWAY]],
			'use Export Logs with Return All, which writes every entry to a file',
		)}`,
	}),
	limited: ({ reached = 'rows' }, situation) => ({
		message: `The CSV file may not have all events: ${LIMITS[reached]}`,
		remedy: `Nothing was returned. ${advise(
			situation,
			[
				['If Incomplete', TAKE_IT_ANYWAY],
				['Time Range', 'choose a Time Range that is shorter and within the last 90 days'],
			],
			'use Export Logs with Return All, which writes every event to a file',
		)}`,
	}),
	uncounted: (_facts, situation) => ({
		message: `The CSV file may not have all entries in the ${situation.log.name}`,
		remedy: `UiPath did not say how many there are, so nothing was returned. ${advise(
			situation,
			[['If Incomplete', TAKE_IT_ANYWAY]],
			'try again later',
		)}`,
	}),
	'not-stored': () => ({
		message: 'n8n could not store the file',
		remedy:
			"Check n8n's disk space and binary data settings. In memory (N8N_DEFAULT_BINARY_DATA_MODE=default), n8n keeps files of up to 400 MB.",
	}),
	'archive-unreadable': ({ flaw = 'end', file }) => ({
		message: `The archive from UiPath cannot be read: ${file ? `file ${file}` : 'it'} ${FLAWS[flaw]}`,
		remedy:
			'Nothing was returned, because events might have been missing. Try again later; if it keeps happening, report it to UiPath.',
	}),
	'archive-bomb': ({ excess = 'bytes', limit = 0 }, situation) => ({
		message: `The archive from UiPath is too large to unpack safely: ${EXCESSES[excess](limit)}`,
		remedy:
			`Nothing was returned, to protect n8n's memory. An audit log is very unlikely to look like this: check Domain in the credential, and report this to UiPath. ${advise(
				situation,
				[['Output', 'set Output to Files to get the ZIP file without unpacking it']],
			)}`.trim(),
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
	'no-object': "it is JSON, but not an object with 'totalCount' and 'results'",
	'no-count': "'totalCount' is missing or is not a number",
	'no-list': "'results' is missing or is not a list",
	'no-entry': "'results' contains something that is not an entry",
	'no-events': "it is JSON, but not an object with a list of 'auditEvents'",
	'no-event': "'auditEvents' contains something that is not an event",
	'no-cursor': "'previous' is neither an address nor empty",
	'no-catalogue': 'it is JSON, but not a list of sources with their targets and types',
};

/** Why a file may not be whole (documented by UiPath). */
export const LIMITS: Record<FileLimit, string> = {
	rows: 'UiPath cuts the file off at 100,000 rows',
	days: "UiPath's file goes back only 90 days",
	quotes: 'it ends in the middle of a row',
};

const FLAWS: Record<ArchiveFlaw, string> = {
	end: 'is cut off or damaged',
	directory: 'has a damaged directory',
	encrypted: 'is encrypted',
	method: 'uses an unsupported compression method',
	data: 'cannot be decompressed',
	size: 'does not have the size that the archive states',
	checksum: 'does not match its checksum',
	text: 'is not valid UTF-8 text',
	json: 'is not valid JSON',
	list: 'is not a list of events',
	event: 'contains something that is not an event',
};

const EXCESSES: Record<ArchiveExcess, (limit: number) => string> = {
	nesting: (limit) => `it contains archives nested more than ${limit} levels deep`,
	files: (limit) => `it has more than ${limit} files`,
	bytes: (limit) => `it unpacks to more than ${Math.floor(limit / 1_000_000)} MB`,
	ratio: (limit) => `it unpacks to more than ${limit} times its compressed size`,
};
