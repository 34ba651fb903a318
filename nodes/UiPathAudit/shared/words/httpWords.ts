import type {
	CutShort,
	HttpErrorFacts,
	HttpErrorKind,
	WrongShape,
} from '../../uipath/http/httpError';
import { advise, listFields, type Situation, type Words } from './situation';

const CHECK_ADDRESS =
	'Check the fields Domain and Organization of the credential against the address of the UiPath portal.';

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
			remedy: fields ? `Check ${fields} in the Options.` : CHECK_ADDRESS,
		};
	},
	'token-refused': (_facts, { authentication }) => ({
		message: 'UiPath did not accept the token (401)',
		remedy:
			authentication === 'oAuth2'
				? 'UiPath refused the token although it had just been renewed. Check the fields Client ID, Client Secret and Deployment of the credential, and that the external application belongs to this organization.'
				: 'The token has expired, was revoked, or was issued for another address. Enter a new one in the field Token of the credential. A token of an external application lasts one hour; a personal access token or the OAuth2 credential lasts longer.',
	}),
	'access-refused': (_facts, { authentication, log }) => ({
		message: `The token may not read the ${log.name} (403)`,
		remedy:
			authentication === 'oAuth2'
				? `The external application may not read the ${log.name}. Add the application scope ${log.scope} (or ${log.widerScope}) to it in UiPath, and check the field Scope of the credential.`
				: `The token is valid, but it may not read the ${log.name}. Create it with the scope ${log.scope} (or ${log.widerScope}), and as a user whose role may view the ${log.name}, such as Administrator.`,
	}),
	'not-found': ({ url }, { log }) => ({
		message: `There is no ${log.name} at ${url} (404)`,
		remedy: CHECK_ADDRESS,
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
		message: `UiPath could not answer (${status})`,
		remedy: `${TRIED} Try again later; if it keeps happening, look at the status page of UiPath or at the logs of your server.`,
	}),
	'unexpected-status': ({ status }) => ({
		message: `UiPath answered with the unexpected status ${status}`,
		remedy: CHECK_ADDRESS,
	}),
	'wait-too-long': ({ waitMs = 0, status }, { fields }) => ({
		message: `UiPath asks for a wait of ${toSeconds(waitMs)} seconds before the next request (${status})`,
		remedy: `That is longer than the node waits. ${fields.size > 0 ? 'Run the workflow later, or less often.' : 'Try again later.'}`,
	}),
	'web-page': ({ url }, { log }) => ({
		message: `UiPath answered with a web page instead of the ${log.name}, most likely its log-in page`,
		remedy: `The node asked for ${url}. Check that the fields Domain and Organization of the credential are right, and that the token has not expired.`,
	}),
	'redirect-elsewhere': ({ url, target = '' }) => ({
		message: `${toOrigin(url)} redirects to ${target}, and the token is not sent there`,
		remedy:
			url?.startsWith('https:') && target.startsWith('http:')
				? 'That address is not encrypted. Enter the final https:// address in the field Domain of the credential.'
				: 'If that address is your UiPath, enter it in the field Domain of the credential. If it is not, somebody may be trying to get hold of the token.',
	}),
	'wrong-shape': ({ shape = 'empty' }, { log }) => ({
		message: `UiPath's answer is not ${log.a}: ${SHAPES[shape]}`,
		remedy:
			'Nothing was handed on, because the log might not be complete. Check the fields Domain and Organization of the credential; a proxy in between may also change answers.',
	}),
	'cut-short': (facts) => ({
		message: `UiPath's answer broke off before its end: ${CUTS[facts.cut ?? 'stream'](facts)}`,
		remedy: `${TRIED} Nothing was handed on. Try again later; if it keeps happening, a proxy or gateway in between may be cutting off large or slow answers.`,
	}),
	'sign-in-refused': (_facts, { log }) => ({
		message: 'UiPath did not let the external application sign in',
		remedy: `Check the fields Client ID, Client Secret and Scope of the credential, that the external application is confidential and has the application scope ${log.scope}, and that Deployment and Domain lead to its identity server.`,
	}),
	'host-not-found': ({ url }) => ({
		message: `The host of ${toOrigin(url)} could not be found`,
		remedy:
			'Check the field Domain of the credential for typing errors, and that this n8n can reach the network that the host is in.',
	}),
	'certificate-refused': ({ url, code }) => ({
		message: `The certificate of ${toOrigin(url)} could not be verified (${code})`,
		remedy:
			'If the server uses a certificate authority of your own, make n8n trust it (NODE_EXTRA_CA_CERTS). Only if that is impossible, switch on Ignore SSL Issues (Insecure) in the credential.',
	}),
	'too-slow': ({ url }, situation) => ({
		message: `${toOrigin(url)} did not answer in time`,
		remedy: `${TRIED} ${advise(
			situation,
			[
				['Timeout', 'raise Timeout'],
				['Page Size', 'lower Page Size'],
			],
			'try again later',
		)}`,
	}),
	unreachable: ({ url }) => ({
		message: `${toOrigin(url)} could not be reached`,
		remedy: `${TRIED} Check the field Domain of the credential, that the server is running, and that no firewall or proxy stands in between.`,
	}),
	closed: ({ url }) => ({
		message: `${toOrigin(url)} closed the connection before its answer was complete`,
		remedy: `${TRIED} Try again later; if it keeps happening, look at the logs of the server, and of any proxy or firewall in between.`,
	}),
	'connection-failed': ({ url, code }) => ({
		message: `The connection to ${toOrigin(url)} failed${code ? ` (${code})` : ''}`,
		remedy: 'Check the field Domain of the credential, and that this n8n can reach the server.',
	}),
	ended: () => ({
		message: 'The run had already ended when a request was to be sent',
		remedy: 'This is a defect of the node. Please report it.',
	}),
};

const SHAPES: Record<WrongShape, string> = {
	empty: 'it is empty',
	'no-content': 'it has no content',
	partial: 'it is only a part',
	compressed: 'it is compressed, although the node asked for it not to be',
	'unknown-length': 'it does not say where it ends, so part of it may be missing',
	'redirect-to-nowhere': 'it is a redirect that leads nowhere',
	json: 'it is JSON, not CSV',
	'neither-json-nor-page': 'it is neither JSON nor a web page',
};

const CUTS: Record<CutShort, (facts: HttpErrorFacts) => string> = {
	json: () => 'the JSON has no end',
	length: ({ received, promised }) => `${received} of ${promised} bytes came`,
	silence: ({ silenceMs = 0 }) => `nothing came for ${toSeconds(silenceMs)} seconds`,
	stream: ({ received }) => `it stopped after ${received} bytes`,
};

function toSeconds(ms: number): number {
	return Math.ceil(ms / 1_000);
}

function toOrigin(url = ''): string {
	return URL.canParse(url) ? new URL(url).origin : 'The server';
}
