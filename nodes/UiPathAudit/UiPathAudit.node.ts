import {
	NodeConnectionTypes,
	type ICredentialsDecrypted,
	type ICredentialTestFunctions,
	type IExecuteFunctions,
	type INodeCredentialTestResult,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { testCredential } from './credentialTest';
import { loadOptions, resources } from './resources';
import { executeItems } from './shared/executeItems';
import { makeSubtitle } from './shared/operation';

/** UiPath's audit log as n8n items, or as UiPath's own CSV file. */
export class UiPathAudit implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'UiPath Audit',
		name: 'uiPathAudit',
		icon: {
			light: 'file:../../icons/uipathAudit.svg',
			dark: 'file:../../icons/uipathAudit.dark.svg',
		},
		group: ['input'],
		version: 1,
		subtitle: makeSubtitle(resources),
		description: "Read UiPath's audit log",
		defaults: { name: 'UiPath Audit' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [
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
		],
		properties: [
			{
				displayName: 'Authentication',
				name: 'authentication',
				type: 'options',
				options: [
					{ name: 'Access Token', value: 'accessToken' },
					{ name: 'OAuth2', value: 'oAuth2' },
				],
				default: 'accessToken',
			},
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: Object.entries(resources).map(([value, { displayName: name }]) => ({
					name,
					value,
				})),
				default: 'auditLog',
			},
			...Object.values(resources).flatMap(({ properties }) => properties),
		],
	};

	methods = {
		credentialTest: {
			async uiPathAuditApiTest(
				this: ICredentialTestFunctions,
				credential: ICredentialsDecrypted,
			): Promise<INodeCredentialTestResult> {
				return await testCredential(this, 'accessToken', credential.data ?? {});
			},
			async uiPathAuditOAuth2ApiTest(
				this: ICredentialTestFunctions,
				credential: ICredentialsDecrypted,
			): Promise<INodeCredentialTestResult> {
				return await testCredential(this, 'oAuth2', credential.data ?? {});
			},
		},
		loadOptions,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await executeItems(this, resources)];
	}
}
