import type {
	CutShort,
	HttpErrorFacts,
	HttpErrorKind,
	WrongShape,
} from '../../uipath/http/httpError';
import { advise, listFields, type Situation, type Words } from './situation';

const CHECK_ADDRESS_TOO =
	'check that Domain and Organization in the credential match the address of the UiPath portal';
const CHECK_ADDRESS = `C${CHECK_ADDRESS_TOO.slice(1)}.`;

const TRIED = 'The node tried several times.';

/** What a user reads of each kind of failed request. */
export const HTTP_WORDS: Record<
	HttpErrorKind,
	(facts: HttpErrorFacts, situation: Situation) => Words
> = {
	'bad-request': (_facts, situation) => {
		const fields = listFields(situation, ['Language', 'Size', 'API Version']);
		return {
			message: 'UiPath did not accept the request (400)',
			remedy: fields
				? `Check ${fields} in the Options.`
				: advise(situation, [['User IDs', 'check the IDs in Filters']], CHECK_ADDRESS_TOO),
		};
	},
	'token-refused': (facts, situation) => ({
		message: describeRefusal(situation, 401) ?? 'UiPath did not accept the token (401)',
		remedy: situation.readable
			? HTTP_WORDS['access-refused'](facts, situation).remedy
			: adviseOnToken(situation),
	}),
	'access-refused': (_facts, situation) => ({
		message:
			describeRefusal(situation, 403) ??
			`The token is not allowed to read the ${situation.log.name} (403)`,
		remedy: adviseOnAccess(situation),
	}),
	'not-found': ({ url }, situation) => ({
		message: `There is no ${situation.log.name} at ${url} (404)`,
		remedy: adviseOnAddress(situation, CHECK_ADDRESS),
	}),
	throttled: (_facts, situation) => ({
		message: 'UiPath is receiving too many requests (429)',
		remedy: `The node slowed down and tried again, without success. ${advise(
			situation,
			[['Max Concurrency', 'lower Max Concurrency in the Options']],
			situation.fields.size > 0 ? 'run the workflow less often' : 'try again in a few minutes',
		)}`,
	}),
	'server-fault': ({ status }) => ({
		message: `UiPath reported a server error (${status})`,
		remedy: `${TRIED} Try again later; if it keeps happening, check UiPath's status page or your server's logs.`,
	}),
	'unexpected-status': ({ status }) => ({
		message: `UiPath returned an unexpected status: ${status}`,
		remedy: CHECK_ADDRESS,
	}),
	'wait-too-long': ({ waitMs = 0, status }, { fields }) => ({
		message: `UiPath asked the node to wait ${toSeconds(waitMs)} seconds before the next request (${status})`,
		remedy: `That is longer than the node will wait. ${fields.size > 0 ? 'Run the workflow later or less often.' : 'Try again later.'}`,
	}),
	'web-page': ({ url }, situation) => ({
		message: `UiPath returned a web page instead of the ${situation.log.name}, most likely its login page`,
		remedy: adviseOnAddress(
			situation,
			`The node requested ${url}. Check that Domain and Organization in the credential are right, and that the token has not expired.`,
		),
	}),
	'redirect-elsewhere': ({ url, target = '' }) => ({
		message: `${toOrigin(url)} redirects to ${target}, so the token was not sent there`,
		remedy:
			url?.startsWith('https:') && target.startsWith('http:')
				? 'That address does not use encryption. Enter the final https:// address as Domain in the credential.'
				: 'If that is the address of your UiPath, enter it as Domain in the credential. If it is not, someone may be trying to steal the token.',
	}),
	'wrong-shape': ({ shape = 'empty' }, { log }) => ({
		message: `UiPath's response is not ${log.a}: ${SHAPES[shape]}`,
		remedy:
			'Nothing was returned, because the result might not have been complete. Check Domain and Organization in the credential; a proxy may also be changing the response.',
	}),
	'cut-short': (facts) => ({
		message: `UiPath's response was cut off: ${CUTS[facts.cut ?? 'stream'](facts)}`,
		remedy: `${TRIED} Nothing was returned. Try again later; if it keeps happening, a proxy or gateway may be cutting off large or slow responses.`,
	}),
	'sign-in-refused': (_facts, { log }) => ({
		message: 'UiPath did not let the external application sign in',
		remedy: `Check Client ID, Client Secret and Scope in the credential. Also check that the external application is confidential and has the application scope ${log.scope}, and that Deployment and Domain point to its identity server.`,
	}),
	'host-not-found': (facts) => ({
		message: `The host of ${findOrigin(facts)} could not be found`,
		remedy: `Check ${nameAddress(facts)} in the credential for typos, and make sure that n8n can reach the host's network.`,
	}),
	'certificate-refused': (facts) => ({
		message: `The certificate of ${findOrigin(facts)} could not be verified (${facts.code})`,
		remedy:
			'If the certificate comes from your own certificate authority, make n8n trust it (NODE_EXTRA_CA_CERTS). Turn on Ignore SSL Issues (Insecure) in the credential only if that is not possible.',
	}),
	'too-slow': (facts, situation) => ({
		message: `${findOrigin(facts)} did not respond in time`,
		remedy: `${TRIED} ${adviseOnSlowness(facts, situation)}`,
	}),
	unreachable: (facts) => ({
		message: `${findOrigin(facts)} could not be reached`,
		remedy: `${TRIED} Check that ${nameAddress(facts)} in the credential is right, that the server is running, and that no firewall or proxy blocks the connection.`,
	}),
	closed: (facts) => ({
		message: `${findOrigin(facts)} closed the connection before the response was complete`,
		remedy: `${TRIED} Try again later; if it keeps happening, check the logs of the server and of any proxy or firewall in front of it.`,
	}),
	'connection-failed': (facts) => ({
		message: `The connection to ${findOrigin(facts)} failed${facts.code ? ` (${facts.code})` : ''}`,
		remedy: `Check ${nameAddress(facts)} in the credential, and make sure that n8n can reach the server.`,
	}),
	ended: () => ({
		message: 'The node tried to send a request after the run had ended',
		remedy: 'This is a bug in the node. Please report it.',
	}),
};

/** A token that may read one log and not the other is a good one. */
function describeRefusal({ log, readable }: Situation, status: number): string | undefined {
	return readable && `This token can read the ${readable}, not the ${log.name} (${status})`;
}

function adviseOnToken({ authentication, log }: Situation): string {
	const advice =
		authentication === 'oAuth2'
			? 'UiPath refused the token, although it had just been renewed. Check Client ID, Client Secret and Deployment in the credential, and that the external application belongs to this organization.'
			: 'The token has expired, was revoked, or was issued for another address. Enter a new one as Token in the credential. A token from an external application lasts one hour; a personal access token or the OAuth2 credential lasts longer.';
	return [advice, log.ifTokenRefused].filter((sentence) => sentence !== '').join(' ');
}

function adviseOnAccess({ authentication, log }: Situation): string {
	return authentication === 'oAuth2'
		? `The external application is not allowed to read the ${log.name}. Add the application scope ${log.scope} (or ${log.widerScope}) to it in UiPath, and check Scope in the credential.`
		: `The token is valid, but it is not allowed to read the ${log.name}. Create a new one with the scope ${log.scope} (or ${log.widerScope}), as a user whose role can view the ${log.name}, such as Administrator.`;
}

function adviseOnAddress({ fields, log }: Situation, advice: string): string {
	const tenant = fields.has('Tenant') ? 'If Scope is set to Tenant, check Tenant first.' : '';
	return [tenant, advice, log.ifAbsent].filter((sentence) => sentence !== '').join(' ');
}

function adviseOnSlowness({ identityServer }: HttpErrorFacts, situation: Situation): string {
	if (identityServer !== undefined) return 'It issues the tokens. Try again later.';
	return advise(
		situation,
		[
			['Timeout', 'raise Timeout'],
			['Page Size', 'lower Page Size'],
		],
		'try again later',
	);
}

const SHAPES: Record<WrongShape, string> = {
	empty: 'it is empty',
	'no-content': 'it has no content',
	partial: 'it is only part of what was requested',
	compressed: 'it is compressed, although the node asked for it uncompressed',
	'unknown-length': 'its length is unknown, so part of it may be missing',
	'redirect-to-nowhere': 'it is a redirect without a valid target',
	json: 'it is JSON, not CSV',
	'neither-json-nor-page': 'it is neither JSON nor a web page',
	'not-a-zip': 'it is not a ZIP file',
};

const CUTS: Record<CutShort, (facts: HttpErrorFacts) => string> = {
	json: () => 'the JSON is incomplete',
	length: ({ received, promised }) => `only ${received} of ${promised} bytes arrived`,
	silence: ({ silenceMs = 0 }) => `nothing arrived for ${toSeconds(silenceMs)} seconds`,
	stream: ({ received }) => `it stopped after ${received} bytes`,
	zip: () => 'the end of the ZIP file is missing',
};

function toSeconds(ms: number): number {
	return Math.ceil(ms / 1_000);
}

/** The server that failed. */
function findOrigin({ identityServer, url }: HttpErrorFacts): string {
	return identityServer ?? toOrigin(url);
}

/** The fields of the credential that say where that is. */
function nameAddress({ identityServer }: HttpErrorFacts): string {
	return identityServer === undefined ? 'Domain' : 'Deployment and Domain (or Token URL)';
}

function toOrigin(url = ''): string {
	return URL.canParse(url) ? new URL(url).origin : 'The server';
}
