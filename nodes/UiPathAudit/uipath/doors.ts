import type {
	ICredentialDataDecryptedObject,
	ICredentialTestFunctions,
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IPollFunctions,
} from 'n8n-workflow';
import { getCredentialType, type Authentication } from './credential';
import type { Answer, Door, OutgoingRequest } from './http/door';

/** What n8n gives to a node that has a credential, whatever the node is doing. */
export type SignedInContext = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

/** n8n's helper: signs in, renews an OAuth2 token once it gets 401, passes the cancel signal on. */
export function makeNodeDoor(
	context: SignedInContext,
	authentication: Authentication,
	credential: ICredentialDataDecryptedObject,
): Door {
	const type = getCredentialType(authentication);
	const isOAuth2 = authentication === 'oAuth2';
	return async (request) => {
		const options: IHttpRequestOptions = {
			...makeOptions(request),
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
		return toAnswer(response);
	};
}

/** What a credential test has is n8n's older helper, which knows no credential. */
export function makeTestDoor(
	{ helpers }: ICredentialTestFunctions,
	credential: ICredentialDataDecryptedObject,
): Door {
	return async (request) => {
		const { headers, ...options } = makeOptions(request);
		const response: unknown = await helpers.request({
			...options,
			headers: { ...headers, Authorization: `Bearer ${String(credential.token)}` },
			json: false,
			resolveWithFullResponse: true,
			simple: false,
			followRedirect: false,
			rejectUnauthorized: credential.allowUnauthorizedCerts !== true,
		});
		return toAnswer(response);
	};
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
