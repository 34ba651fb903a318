import type {
	ICredentialDataDecryptedObject,
	ICredentialTestFunctions,
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IPollFunctions,
} from 'n8n-workflow';
import { getCredentialType, type Authentication } from './credential';
import { discardBody } from './http/body';
import type { Answer, Door, OutgoingRequest } from './http/door';
import { TOKEN_TIMEOUT_MS, type TokenAnswer, type TokenRequest } from './token';

/** What n8n gives to a node that has a credential, whatever the node is doing. */
export type SignedInContext = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

/**
 * n8n's helper with the credential that the user has chosen in the node.
 *
 * @param onRenewed is told each token that n8n has fetched meanwhile
 */
export function makeNodeDoor(
	context: SignedInContext,
	authentication: Authentication,
	credential: ICredentialDataDecryptedObject,
	onRenewed: (token: string) => void,
): Door {
	const type = getCredentialType(authentication);
	const send: Send = async (request, data) => {
		const options: IHttpRequestOptions = {
			...makeOptions(request),
			// Of a body that n8n's helper reads itself, it keeps hold until V8's next full collection.
			encoding: 'stream',
			returnFullResponse: true,
			disableFollowRedirect: true,
			sendCredentialsOnCrossOriginRedirect: false,
			skipSslCertificateValidation: credential.allowUnauthorizedCerts === true,
			// n8n answers a 401 that is thrown by sending the same request again.
			ignoreHttpStatusErrors: true,
		};
		const response: unknown = await context.helpers.httpRequestWithAuthentication.call(
			context,
			type,
			options,
			{ credentialsDecrypted: { id: '', name: type, type, data } },
		);
		return toAnswer(response);
	};
	if (authentication === 'accessToken') return async (request) => await send(request, credential);
	return makeRenewingDoor(credential, send, onRenewed);
}

/** Sends with these data of the credential; where they hold no token, n8n fetches and saves one. */
type Send = (request: OutgoingRequest, data: ICredentialDataDecryptedObject) => Promise<Answer>;

/**
 * A door whose token runs out: of all requests that are refused for it, one has n8n fetch another,
 * and the others wait for that.
 */
function makeRenewingDoor(
	credential: ICredentialDataDecryptedObject,
	send: Send,
	onRenewed: (token: string) => void,
): Door {
	let data = credential;
	let renewing: Promise<unknown> | undefined;

	const renew = async (request: OutgoingRequest): Promise<Answer> => {
		// n8n saves the token that it fetches, and puts it into what it is given.
		const renewed = { ...data, accessToken: '' };
		const answer = await send(request, renewed);
		data = renewed;
		onRenewed(renewed.accessToken);
		return answer;
	};

	return async (request) => {
		for (;;) {
			// Whether it went well is the business of the request that renews.
			await renewing?.catch(() => undefined);
			const { accessToken } = data;
			if (typeof accessToken === 'string' && accessToken !== '') {
				const answer = await send(request, data);
				if (answer.status !== 401) return answer;
				discardBody(answer.body);
			}
			if (data.accessToken !== accessToken || renewing) continue;
			const renewed = renew(request);
			renewing = renewed.finally(() => {
				renewing = undefined;
			});
			renewing.catch(() => undefined);
			return await renewed;
		}
	};
}

/** A door for a credential test, which has no saved credential to sign requests in with. */
export function makeTestDoor(
	context: ICredentialTestFunctions,
	credential: ICredentialDataDecryptedObject,
	getToken: () => Promise<string>,
): Door {
	const rejectUnauthorized = credential.allowUnauthorizedCerts !== true;
	return async (request) => {
		const { headers, ...options } = makeOptions(request);
		const signedIn = { ...headers, Authorization: `Bearer ${await getToken()}` };
		return await sendOnce(context, { ...options, headers: signedIn, rejectUnauthorized });
	};
}

/** Asks an identity server for a token from within a credential test. */
export async function sendTokenRequest(
	context: ICredentialTestFunctions,
	{ url, headers, form, allowUnauthorizedCerts }: TokenRequest,
): Promise<TokenAnswer> {
	const rejectUnauthorized = !allowUnauthorizedCerts;
	return await sendOnce(context, {
		...{ method: 'POST', url, headers, body: form, rejectUnauthorized },
		timeout: TOKEN_TIMEOUT_MS,
	});
}

/** What a credential test has is n8n's older helper, which knows no credential. */
async function sendOnce({ helpers }: ICredentialTestFunctions, options: object): Promise<Answer> {
	const response: unknown = await helpers.request({
		...options,
		json: false,
		resolveWithFullResponse: true,
		simple: false,
		followRedirect: false,
	});
	return toAnswer(response);
}

function makeOptions({ url, accept, timeoutMs, body }: OutgoingRequest) {
	// Compressed, a file's length would say nothing of whether it came whole.
	const encoding = body === 'stream' ? { 'Accept-Encoding': 'identity' } : {};
	return {
		method: 'GET' as const,
		url,
		headers: { Accept: accept, ...encoding },
		timeout: timeoutMs,
	};
}

function toAnswer(response: unknown): Answer {
	const { statusCode, headers, body } = response as {
		statusCode: number;
		headers: Record<string, unknown>;
		body: unknown;
	};
	return { status: statusCode, headers: { ...headers }, body };
}
