import type {
	IAuthenticateRuleResponseCode,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';
import {
	allowUnauthorizedCertsField,
	domainField,
	organizationIdField,
	orgField,
} from './shared/addressFields';
import { BASE_URL_EXPRESSION, TOKEN_URL_EXPRESSION } from './shared/tokenUrl';

const NO_LOG =
	'UiPath returned something other than the audit log, such as its login page. Check Domain and Organization.';

/** This test asks at one address; the node tries those of newer versions, too. */
const NOT_HERE =
	'There is no audit log at the usual address. Check Domain and Organization. If they are right, your version of UiPath may have the log at another address, which the node will look for.';

/**
 * Signing in as an external application (confidential, with application scopes) by OAuth 2.0
 * client credentials. n8n fetches the token and renews it when UiPath no longer takes it.
 */
export class UiPathAuditOAuth2Api implements ICredentialType {
	name = 'uiPathAuditOAuth2Api';

	extends = ['oAuth2Api'];

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
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'hidden',
			default: 'clientCredentials',
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: TOKEN_URL_EXPRESSION,
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'string',
			default: 'PM.Audit.Read',
			description:
				'Application scopes to request, separated by spaces. Must include PM.Audit.Read or PM.Audit.',
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'hidden',
			default: 'body',
		},
		organizationIdField,
		allowUnauthorizedCertsField,
		{
			displayName: 'Ignore SSL Issues (Insecure)',
			name: 'ignoreSSLIssues',
			type: 'hidden',
			default: '={{ $self["allowUnauthorizedCerts"] === true }}',
		},
	];

	/**
	 * Reads one entry. Without a test of its own, n8n would only look whether there is a token yet,
	 * be it good or not.
	 */
	test: ICredentialTestRequest = {
		request: {
			baseURL: BASE_URL_EXPRESSION,
			url: '/audit_/api/auditlogs',
			qs: { top: 1 },
			disableFollowRedirect: true,
			skipSslCertificateValidation: '={{ $credentials.allowUnauthorizedCerts === true }}',
		},
		rules: [
			whenStatus(302, NO_LOG),
			whenStatus(401, 'UiPath does not accept the token. Check Deployment and Domain.'),
			whenStatus(
				403,
				'The token is not allowed to read the audit log. Check that Scope includes PM.Audit.Read, and that the external application has this scope.',
			),
			whenStatus(404, NOT_HERE),
			// n8n reads rules of both kinds in one list, which their type does not say.
			{
				type: 'responseSuccessBody',
				properties: { key: 'results', value: undefined, message: NO_LOG },
			},
		] as IAuthenticateRuleResponseCode[],
	};
}

function whenStatus(value: number, message: string): IAuthenticateRuleResponseCode {
	return { type: 'responseCode', properties: { value, message } };
}
