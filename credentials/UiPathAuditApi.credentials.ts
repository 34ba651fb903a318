import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	Icon,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import {
	allowUnauthorizedCertsField,
	domainField,
	organizationIdField,
	orgField,
} from './shared/addressFields';

/** Signing in with a token that was made elsewhere and pasted. */
export class UiPathAuditApi implements ICredentialType {
	name = 'uiPathAuditApi';

	displayName = 'UiPath Audit API';

	icon: Icon = {
		light: 'file:../icons/uipathAudit.svg',
		dark: 'file:../icons/uipathAudit.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-uipath-audit/n8n-nodes-uipath-audit#set-up-the-credential';

	properties: INodeProperties[] = [
		domainField,
		orgField,
		{
			displayName: 'Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'A personal access token, or an access token of an external application, with the scope PM.Audit.Read or PM.Audit',
		},
		organizationIdField,
		allowUnauthorizedCertsField,
	];

	/** A function, because n8n would evaluate an expression anew for each of many pages. */
	async authenticate(
		{ token }: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		return { ...request, headers: { ...request.headers, Authorization: `Bearer ${token}` } };
	}
}
