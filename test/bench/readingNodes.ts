import type { CredentialReference } from '../n8n/n8nApi.ts';
import { packageName } from '../n8n/paths.ts';
import { credentialType } from '../n8n/workflows.ts';
import type { BenchLog, SimulatorAddress } from './logs/benchLog.ts';
import { node, type Node } from './workflowNodes.ts';

/** The node after which all entries are there as items, in every workflow. */
export const ENTRIES = 'Entries';

/** HTTP Request's latest version in the pinned n8n. */
export const HTTP_REQUEST_VERSION = 4.5;

/** This node. */
export function auditNodes(credential: CredentialReference, log: BenchLog): Node[] {
	const common = { authentication: 'accessToken', operation: 'getLogs', returnAll: true };
	// The other ways hand on UiPath's entries as they are, too.
	const parameters = { ...common, simplify: false, filters: {}, options: {} };
	return [
		{
			name: ENTRIES,
			type: `${packageName}.uiPathAudit`,
			typeVersion: 1,
			parameters: { ...parameters, ...log.auditParameters },
			credentials: { [credentialType]: credential },
		},
	];
}

/** What a knowing user would build from n8n's own nodes. */
export function httpRequestNodes(
	credential: CredentialReference,
	log: BenchLog,
	address: SimulatorAddress,
): Node[] {
	const { path, query, pagination } = log.httpRequest(address);
	const parameters = Object.entries(query).map(([name, value]) => ({ name, value }));
	const request = node('Pages', 'httpRequest', HTTP_REQUEST_VERSION, {
		method: 'GET',
		url: address.origin + path,
		authentication: 'genericCredentialType',
		genericAuthType: 'httpBearerAuth',
		sendQuery: parameters.length > 0,
		queryParameters: { parameters },
		options: { pagination: { pagination } },
	});
	request.credentials = { httpBearerAuth: credential };
	const split = { fieldToSplitOut: log.entriesIn, include: 'noOtherFields', options: {} };
	return [request, node(ENTRIES, 'splitOut', 1, split)];
}
