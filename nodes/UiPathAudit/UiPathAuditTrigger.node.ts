import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import { credentialTest } from './credentialTest';
import { loadOptions, resources } from './resources';
import { makeResourceField } from './shared/operation';
import { authenticationField } from './shared/authenticationField';
import { pollLog } from './trigger/pollLog';

/** Starts a workflow with each new entry of UiPath's audit log, once. */
export class UiPathAuditTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'UiPath Audit Trigger',
		name: 'uiPathAuditTrigger',
		icon: {
			light: 'file:../../icons/uipathAudit.svg',
			dark: 'file:../../icons/uipathAudit.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: 'New entries',
		description: "Starts the workflow when one of UiPath's audit logs has new entries",
		defaults: { name: 'UiPath Audit Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
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
			...Object.values(resources).flatMap(({ followed }) => followed.fields),
		],
	};

	methods = { credentialTest, loadOptions };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollLog(this, resources);
	}
}
