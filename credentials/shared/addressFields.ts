import type { INodeProperties } from 'n8n-workflow';

/** Where UiPath is; the same in every credential. */
export const domainField: INodeProperties = {
	displayName: 'Domain',
	name: 'domain',
	type: 'string',
	default: 'cloud.uipath.com',
	required: true,
	placeholder: 'e.g. cloud.uipath.com',
	description: 'Host name of your UiPath, or the portal address copied from your browser',
	hint: 'Automation Cloud: cloud.uipath.com; Public Sector: govcloud.uipath.us; Dedicated: {name}.dedicated.uipath.com. Otherwise, use the host name of your own server.',
};

/** Whose log it is. */
export const orgField: INodeProperties = {
	displayName: 'Organization',
	name: 'org',
	type: 'string',
	default: '',
	placeholder: 'e.g. acme',
	description:
		'The part of the portal address right after the domain. Can be left empty if Domain is the full portal address.',
	hint: 'The part right after the domain: acme in https://cloud.uipath.com/acme/portal_. Needed unless Domain is the full portal address.',
};

/** For versions of UiPath that have the log at an address with this id in it. */
export const organizationIdField: INodeProperties = {
	displayName: 'Organization ID',
	name: 'organizationId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 1a2b3c4d-0000-4000-8000-1234567890ab',
	description:
		'Only needed if an error asks for it: some versions of UiPath serve the log at an address that contains this ID, and not every token includes it. The address of the UiPath portal shows it as organizationId right after you log in.',
};

/** For servers with a certificate that nobody vouches for. */
export const allowUnauthorizedCertsField: INodeProperties = {
	displayName: 'Ignore SSL Issues (Insecure)',
	name: 'allowUnauthorizedCerts',
	type: 'boolean',
	default: false,
	description:
		"Whether to connect even if the server's certificate cannot be verified. Anyone on the network along the way could then read the token.",
};
