import type { INodeCredentialDescription, INodeProperties } from 'n8n-workflow';

/** The credentials that a node of this package takes. */
export const CREDENTIALS: INodeCredentialDescription[] = [
	{
		name: 'uiPathAuditApi',
		required: true,
		testedBy: 'uiPathAuditApiTest',
		displayOptions: { show: { authentication: ['accessToken'] } },
	},
	{
		name: 'uiPathAuditOAuth2Api',
		required: true,
		testedBy: 'uiPathAuditOAuth2ApiTest',
		displayOptions: { show: { authentication: ['oAuth2'] } },
	},
];

/** The choice between them. */
export const authenticationField: INodeProperties = {
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	options: [
		{ name: 'Access Token', value: 'accessToken' },
		{ name: 'OAuth2', value: 'oAuth2' },
	],
	default: 'accessToken',
};
