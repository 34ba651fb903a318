import type { CredentialReference } from '../n8n/n8nApi.ts';
import { packageName } from '../n8n/paths.ts';
import { credentialType } from '../n8n/workflows.ts';
import type { BenchLog, SimulatorAddress } from './logs/benchLog.ts';
import { node, type Node } from './workflowNodes.ts';

/** The node after which all entries are there, as items or as a file, in every workflow. */
export const ENTRIES = 'Entries';

/** HTTP Request's latest version in the pinned n8n. */
export const HTTP_REQUEST_VERSION = 4.5;

/** Convert to File's latest version in the pinned n8n. */
export const CONVERT_TO_FILE_VERSION = 1.1;

/** The binary field of a file. */
export const FILE_FIELD = 'data';

/** This node. */
export function auditNodes(credential: CredentialReference, log: BenchLog): Node[] {
	return [makeGetLogs(ENTRIES, credential, log)];
}

/** This node, with all entries in a file. */
export function exportNodes(credential: CredentialReference, log: BenchLog): Node[] {
	// In the order of the other way, so that the two files have the same rows.
	const file = { format: 'csv', binaryPropertyName: FILE_FIELD, options: { sortOrder: 'desc' } };
	return [makeAudit(ENTRIES, credential, log, { operation: 'exportLogs', ...file })];
}

/** What there was for a file before this node wrote one. */
export function convertNodes(credential: CredentialReference, log: BenchLog): Node[] {
	const parameters = { operation: 'csv', binaryPropertyName: FILE_FIELD, options: {} };
	return [
		makeGetLogs('Logs', credential, log),
		node(ENTRIES, 'convertToFile', CONVERT_TO_FILE_VERSION, parameters),
	];
}

function makeGetLogs(name: string, credential: CredentialReference, log: BenchLog): Node {
	// The other ways hand on UiPath's entries as they are, too.
	return makeAudit(name, credential, log, { operation: 'getLogs', simplify: false, options: {} });
}

function makeAudit(
	name: string,
	credential: CredentialReference,
	log: BenchLog,
	parameters: Record<string, unknown>,
): Node {
	const common = { authentication: 'accessToken', returnAll: true, filters: {} };
	return {
		name,
		type: `${packageName}.uiPathAudit`,
		typeVersion: 1,
		parameters: { ...common, ...parameters, ...log.auditParameters },
		credentials: { [credentialType]: credential },
	};
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
