import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';
import { allowUnauthorizedCertsField, domainField, orgField } from './shared/addressFields';
import { TOKEN_URL_EXPRESSION } from './shared/tokenUrl';

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
			description: 'Which UiPath this is; it decides where tokens are issued',
		},
		domainField,
		orgField,
		{
			displayName: 'Token URL',
			name: 'tokenUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'https://uipath.example.com/identity/connect/token',
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
				'Application scopes to ask for, separated by spaces; PM.Audit.Read or PM.Audit must be among them',
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'hidden',
			default: 'body',
		},
		allowUnauthorizedCertsField,
		{
			displayName: 'Ignore SSL Issues (Insecure)',
			name: 'ignoreSSLIssues',
			type: 'hidden',
			default: '={{ $self["allowUnauthorizedCerts"] === true }}',
		},
	];
}
