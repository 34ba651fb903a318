import {
	NodeConnectionTypes,
	type ICredentialsDecrypted,
	type ICredentialTestFunctions,
	type IExecuteFunctions,
	type ILoadOptionsFunctions,
	type INodeCredentialTestResult,
	type INodeExecutionData,
	type INodePropertyOptions,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { testCredential } from './credentialTest';
import { downloadCsvFields } from './resources/auditLog/downloadCsv/fields';
import { downloadCsv } from './resources/auditLog/downloadCsv/run';
import { getLogsFields } from './resources/auditLog/getLogs/fields';
import { valuesInNewestEntries } from './resources/auditLog/getLogs/loadOptions';
import { getLogs } from './resources/auditLog/getLogs/run';
import { canceledError, toNodeError } from './shared/nodeError';

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
		subtitle:
			'={{ { getLogs: "Get Logs", downloadCsv: "Download CSV" }[$parameter["operation"]] }}',
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
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				options: [
					{
						name: 'Download CSV',
						value: 'downloadCsv',
						description: "Download the audit log as UiPath's CSV file",
						action: 'Download the audit log as CSV',
					},
					{
						name: 'Get Logs',
						value: 'getLogs',
						description: 'Get entries of the audit log, each as an item',
						action: 'Get audit logs',
					},
				],
				default: 'getLogs',
			},
			...getLogsFields,
			...downloadCsvFields,
		],
	};

	methods = {
		credentialTest: {
			async uiPathAuditApiTest(
				this: ICredentialTestFunctions,
				credential: ICredentialsDecrypted,
			): Promise<INodeCredentialTestResult> {
				return await testCredential(this, credential.data ?? {});
			},
		},
		loadOptions: {
			async getActions(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
				return await valuesInNewestEntries(this, 'action');
			},
			async getCategories(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
				return await valuesInNewestEntries(this, 'category');
			},
			async getSources(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
				return await valuesInNewestEntries(this, 'source');
			},
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const output: INodeExecutionData[] = [];
		for (let itemIndex = 0; itemIndex < this.getInputData().length; itemIndex++) {
			try {
				const operation = this.getNodeParameter('operation', itemIndex);
				const run = operation === 'downloadCsv' ? downloadCsv : getLogs;
				for (const item of await run(this, itemIndex)) output.push(item);
			} catch (error) {
				if (this.getExecutionCancelSignal()?.aborted)
					throw canceledError(this.getNode(), itemIndex);
				const nodeError = toNodeError(this.getNode(), error, itemIndex);
				if (!this.continueOnFail()) throw nodeError;
				output.push({ json: { error: nodeError.message }, pairedItem: { item: itemIndex } });
			}
		}
		return [output];
	}
}
