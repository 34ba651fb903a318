import { ExternalSecretsProxy } from 'n8n-core';
import type { ExecutionLifecycleHooks } from 'n8n-core';
import type { ICredentialsHelper, IWorkflowExecuteAdditionalData } from 'n8n-workflow';
import { Container } from './n8nCore';

const INSTANCE_URL = 'http://n8n.test/';

/** What n8n's server hands to the engine along with a workflow; what no node here needs, fails. */
export function additionalData(
	executionId: string,
	credentialsHelper: ICredentialsHelper,
	hooks: ExecutionLifecycleHooks,
): IWorkflowExecuteAdditionalData {
	return {
		executionId,
		credentialsHelper,
		hooks,
		externalSecretsProxy: Container.get(ExternalSecretsProxy),
		currentNodeExecutionIndex: 0,
		variables: {},
		executeWorkflow: unavailable,
		getRunExecutionData: unavailable,
		getRuntimeCredential: unavailable,
		startRunnerTask: unavailable,
		logAiEvent: () => undefined,
		restApiUrl: INSTANCE_URL,
		instanceBaseUrl: INSTANCE_URL,
		formBaseUrl: INSTANCE_URL,
		formWaitingBaseUrl: INSTANCE_URL,
		formTestBaseUrl: INSTANCE_URL,
		webhookBaseUrl: INSTANCE_URL,
		webhookWaitingBaseUrl: INSTANCE_URL,
		webhookTestBaseUrl: INSTANCE_URL,
		mcpBaseUrl: INSTANCE_URL,
		mcpTestBaseUrl: INSTANCE_URL,
	};
}

async function unavailable(): Promise<never> {
	return await Promise.reject(new Error('The engine tests have no such service'));
}
