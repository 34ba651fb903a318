import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { credentialTest } from './credentialTest';
import { loadOptions, resources } from './resources';
import { executeItems } from './shared/executeItems';
import { makeResourceField, makeSubtitle } from './shared/operation';
import { authenticationField } from './shared/authenticationField';

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
		description: "Read UiPath's audit logs",
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
			authenticationField,
			makeResourceField(resources),
			...Object.values(resources).flatMap(({ properties }) => properties),
		],
	};

	methods = { credentialTest, loadOptions };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await executeItems(this, resources)];
	}
}
