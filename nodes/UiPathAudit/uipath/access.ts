import type {
	ICredentialDataDecryptedObject,
	ICredentialTestFunctions,
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
} from 'n8n-workflow';
import { assertTokenUrl, auditAddress, type AuditAddress } from './address';
import { InputError } from './auditError';
import { Connection } from './http/connection';
import type { Answer, Door, OutgoingRequest } from './http/door';
import type { Authentication } from '../shared/errorWords';

/** A page's time limit where the user sets none. */
export const DEFAULT_TIMEOUT_MS = 60_000;

/** The credential type behind a way to sign in. */
export function credentialTypeOf(authentication: Authentication): string {
	return authentication === 'oAuth2' ? 'uiPathAuditOAuth2Api' : 'uiPathAuditApi';
}

/** How the requests of one run are made. */
export interface AccessOptions {
	timeoutMs: number;
	concurrency: number;
}

/** A connection and where it leads. */
export interface Access {
	address: AuditAddress;
	connection: Connection;
}

type SignedInContext = IExecuteFunctions | ILoadOptionsFunctions;

/**
 * Opens a connection with the credential of a node.
 *
 * @param itemIndex the input item whose parameters and credential count
 * @throws InputError where the credential's address is not usable
 */
export async function openAccess(
	context: SignedInContext,
	itemIndex: number,
	options: AccessOptions,
): Promise<Access> {
	const authentication = authenticationOf(context, itemIndex);
	const type = credentialTypeOf(authentication);
	const credential = await context.getCredentials(type, itemIndex);
	const address = auditAddress(text(credential.domain), text(credential.org));
	if (authentication === 'oAuth2') assertTokenAddress(credential, address.origin);
	const connection = new Connection({
		...address,
		...options,
		authentication,
		door: nodeDoor(context, authentication, withCleanToken(credential, authentication)),
		cancelled:
			'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined,
		// The token may have been renewed since.
		secrets: async () => secretsIn(await context.getCredentials(type, itemIndex)),
	});
	return { address, connection };
}

/**
 * Opens a connection with the data of a credential that is being tested.
 *
 * @throws InputError where the address is not usable
 */
export function openTestAccess(
	context: ICredentialTestFunctions,
	credential: ICredentialDataDecryptedObject,
): Access {
	const authentication = 'accessToken';
	const address = auditAddress(text(credential.domain), text(credential.org));
	const connection = new Connection({
		...address,
		timeoutMs: DEFAULT_TIMEOUT_MS,
		concurrency: 1,
		authentication,
		door: testDoor(context, withCleanToken(credential, authentication)),
		cancelled: undefined,
		secrets: async () => secretsIn(credential),
	});
	return { address, connection };
}

/** Every value of a credential that must not be seen. */
export function secretsIn(credential: ICredentialDataDecryptedObject): string[] {
	const tokens: IDataObject =
		typeof credential.oauthTokenData === 'object' ? { ...credential.oauthTokenData } : {};
	const values = [credential.token, credential.clientSecret, ...Object.values(tokens)];
	return values.filter((value): value is string => typeof value === 'string');
}

/** A token that was pasted may bring white space along, which a header cannot hold. */
function withCleanToken(
	credential: ICredentialDataDecryptedObject,
	authentication: Authentication,
): ICredentialDataDecryptedObject {
	if (authentication === 'oAuth2') return credential;
	const token = text(credential.token).trim();
	if (/^[\x21-\x7e]+$/.test(token)) return { ...credential, token };
	throw new InputError(
		'Token',
		token === '' ? 'The credential holds no token' : 'The token in the credential is not valid',
		'Paste the token alone into the field Token of the credential: one word, without "Bearer" and without line breaks.',
	);
}

/** n8n sends the client secret to where its own expression leads, so that has to be the same host. */
function assertTokenAddress(credential: ICredentialDataDecryptedObject, origin: string): void {
	if (credential.deployment === 'custom') return assertTokenUrl(text(credential.tokenUrl));
	const url = text(credential.accessTokenUrl);
	if (!URL.canParse(url) || new URL(url).origin === origin) return;
	throw new InputError(
		'Domain',
		'The field Domain of the credential can be read in two ways',
		'Enter the plain host name, such as cloud.uipath.com, into the field Domain.',
	);
}

function authenticationOf(context: SignedInContext, itemIndex: number): Authentication {
	const value =
		'getInputData' in context
			? context.getNodeParameter('authentication', itemIndex, 'accessToken')
			: context.getCurrentNodeParameter('authentication');
	return value === 'oAuth2' ? 'oAuth2' : 'accessToken';
}

/** n8n's helper: signs in, renews an OAuth2 token once it gets 401, passes the cancel signal on. */
function nodeDoor(
	context: SignedInContext,
	authentication: Authentication,
	credential: ICredentialDataDecryptedObject,
): Door {
	const type = credentialTypeOf(authentication);
	const isOAuth2 = authentication === 'oAuth2';
	return async (request) => {
		const options: IHttpRequestOptions = {
			...commonOptions(request),
			// Of a body that n8n's helper reads itself, it keeps hold until V8's next full collection.
			encoding: 'stream',
			returnFullResponse: true,
			disableFollowRedirect: true,
			sendCredentialsOnCrossOriginRedirect: false,
			skipSslCertificateValidation: credential.allowUnauthorizedCerts === true,
			// n8n renews the token when it sees a 401 thrown; a pasted token cannot be renewed, and
			// n8n would only send the same request again.
			ignoreHttpStatusErrors: isOAuth2 ? { ignore: true, except: [401] } : true,
		};
		const decrypted = { id: '', name: type, type, data: credential };
		const response: unknown = await context.helpers.httpRequestWithAuthentication.call(
			context,
			type,
			options,
			isOAuth2 ? undefined : { credentialsDecrypted: decrypted },
		);
		return answerOf(response);
	};
}

/** What a credential test has is n8n's older helper, which knows no credential. */
function testDoor(
	{ helpers }: ICredentialTestFunctions,
	credential: ICredentialDataDecryptedObject,
): Door {
	return async (request) => {
		const { headers, ...options } = commonOptions(request);
		const response: unknown = await helpers.request({
			...options,
			headers: { ...headers, Authorization: `Bearer ${text(credential.token)}` },
			json: false,
			resolveWithFullResponse: true,
			simple: false,
			followRedirect: false,
			rejectUnauthorized: credential.allowUnauthorizedCerts !== true,
		});
		return answerOf(response);
	};
}

function commonOptions({ url, accept, timeoutMs, body }: OutgoingRequest) {
	// Compressed, a file's length would say nothing of whether it came whole.
	const encoding = body === 'stream' ? { 'Accept-Encoding': 'identity' } : {};
	return {
		method: 'GET' as const,
		url,
		headers: { Accept: accept, ...encoding },
		timeout: timeoutMs,
	};
}

function answerOf(response: unknown): Answer {
	const { statusCode, headers, body } = response as {
		statusCode: number;
		headers: Record<string, unknown>;
		body: unknown;
	};
	return { status: statusCode, headers: { ...headers }, body };
}

function text(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
