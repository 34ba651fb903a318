import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	Icon,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { fetchToken, TOKEN_TIMEOUT_MS, type TokenAnswer } from '../nodes/UiPathAudit/uipath/token';
import {
	allowUnauthorizedCertsField,
	domainField,
	organizationIdField,
	orgField,
} from './shared/addressFields';

/**
 * Signing in as an external application (confidential, with application scopes) by OAuth 2.0 client
 * credentials. It does not build on n8n's own OAuth2 credential: n8n tests that one by itself, and
 * its test fails with correct data where the credential is made from the node.
 */
export class UiPathAuditOAuth2Api implements ICredentialType {
	name = 'uiPathAuditOAuth2Api';

	displayName = 'UiPath Audit OAuth2 API';

	icon: Icon = {
		light: 'file:../icons/uipathAudit.svg',
		dark: 'file:../icons/uipathAudit.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-uipath-audit/n8n-nodes-uipath-audit#set-up-the-credential';

	properties: INodeProperties[] = [
		{
			displayName: 'Deployment',
			name: 'deployment',
			type: 'options',
			options: [
				{ name: 'Automation Cloud', value: 'cloud' },
				{ name: 'Automation Suite', value: 'suite' },
				{ name: 'Custom', value: 'custom' },
				{ name: 'Standalone Orchestrator', value: 'standalone' },
			],
			default: 'cloud',
			description: 'How your UiPath is deployed, which determines where tokens are issued',
		},
		domainField,
		orgField,
		{
			displayName: 'Token URL',
			name: 'tokenUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://uipath.example.com/identity/connect/token',
			description: 'Where the identity server issues tokens',
			displayOptions: { show: { deployment: ['custom'] } },
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			default: '',
			required: true,
			description: 'The App ID of the external application',
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'The App Secret of the external application',
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'string',
			default: 'PM.Audit.Read',
			description:
				'Application scopes to request, separated by spaces. Must include PM.Audit.Read or PM.Audit.',
		},
		organizationIdField,
		allowUnauthorizedCertsField,
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'hidden',
			// n8n keeps it with the credential, and asks for another when UiPath no longer takes it.
			typeOptions: { expirable: true, password: true },
			default: '',
		},
	];

	/**
	 * Fetches a token. n8n calls it where there is none yet, or where UiPath has answered 401.
	 *
	 * @throws SignInRefused where the identity server gives none
	 */
	async preAuthentication(
		this: IHttpRequestHelper,
		credential: ICredentialDataDecryptedObject,
	): Promise<{ accessToken: string }> {
		const accessToken = await fetchToken(credential, async (request) => {
			const response = (await this.helpers.httpRequest({
				method: 'POST',
				url: request.url,
				headers: request.headers,
				body: request.form,
				timeout: TOKEN_TIMEOUT_MS,
				returnFullResponse: true,
				disableFollowRedirect: true,
				ignoreHttpStatusErrors: true,
				skipSslCertificateValidation: request.allowUnauthorizedCerts,
			})) as { statusCode: number; headers: TokenAnswer['headers']; body: unknown };
			return { status: response.statusCode, headers: response.headers, body: response.body };
		});
		return { accessToken };
	}

	/** A function, because n8n would evaluate an expression anew for each of many pages. */
	async authenticate(
		{ accessToken }: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		return { ...request, headers: { ...request.headers, Authorization: `Bearer ${accessToken}` } };
	}
}
