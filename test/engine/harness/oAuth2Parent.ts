import type { ICredentialType } from 'n8n-workflow';

/**
 * n8n's own `oAuth2Api`, on which OAuth2 credentials are built. It lives in n8n-nodes-base, which
 * is too large to install for it; these are the properties of its version in n8n 2.41.1 that other
 * credentials inherit and that count for client credentials.
 */
export const oAuth2Api: ICredentialType = {
	name: 'oAuth2Api',
	displayName: 'OAuth2 API',
	properties: [
		hidden('useDynamicClientRegistration', false),
		text('grantType', 'authorizationCode'),
		text('accessTokenUrl'),
		text('clientId'),
		text('clientSecret'),
		text('scope'),
		text('authentication', 'header'),
		{ displayName: 'oauthTokenData', name: 'oauthTokenData', type: 'json', default: {} },
	],
};

function text(name: string, value = ''): ICredentialType['properties'][number] {
	return { displayName: name, name, type: 'string', default: value };
}

function hidden(name: string, value: boolean): ICredentialType['properties'][number] {
	return { displayName: name, name, type: 'hidden', default: value };
}
