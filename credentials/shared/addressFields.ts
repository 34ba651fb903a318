import type { INodeProperties } from 'n8n-workflow';

/** Where UiPath is; the same in every credential. */
export const domainField: INodeProperties = {
	displayName: 'Domain',
	name: 'domain',
	type: 'string',
	default: 'cloud.uipath.com',
	required: true,
	placeholder: 'cloud.uipath.com',
	description:
		'Where your UiPath lives: a host name, or the address of the portal as your browser shows it',
	hint: 'Automation Cloud: cloud.uipath.com; Public Sector: govcloud.uipath.us; Dedicated: {name}.dedicated.uipath.com. Otherwise the host name of your own server.',
};

/** Whose log it is. */
export const orgField: INodeProperties = {
	displayName: 'Organization',
	name: 'org',
	type: 'string',
	default: '',
	placeholder: 'acme',
	description:
		'The part of the portal address right after the domain. May stay empty if Domain holds the whole portal address.',
};

/** For servers with a certificate that nobody vouches for. */
export const allowUnauthorizedCertsField: INodeProperties = {
	displayName: 'Ignore SSL Issues (Insecure)',
	name: 'allowUnauthorizedCerts',
	type: 'boolean',
	default: false,
	description:
		"Whether to connect even if the server's certificate cannot be verified. Whoever sits on the network in between can then read the token.",
};
