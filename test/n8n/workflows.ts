import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { referTo, type UsableCredential } from './auditRun.ts';
import type { CredentialInput, CredentialReference, N8nApi, WorkflowFile } from './n8nApi.ts';
import { packageName, projectRoot } from './paths.ts';

/** The credential type that the package brings. */
export const credentialType = 'uiPathAuditApi';

/** An example workflow as it ships in `examples/`, and the names of its nodes. */
export interface Example {
	/** Fixed, so that a second start finds the first one's workflow. */
	id: string;
	file: string;
	trigger: string;
	/** The node of this package. */
	audit: string;
}

export const getLogsExample: Example = {
	id: 'uipathAuditLogs1',
	file: 'get-logs.json',
	trigger: 'Run by hand',
	audit: 'Get audit logs',
};

export const downloadCsvExample: Example & { write: string } = {
	id: 'uipathAuditCsv01',
	file: 'download-csv-to-disk.json',
	trigger: 'Run by hand',
	audit: 'Download audit log',
	write: 'Write CSV to disk',
};

/** The credential that a user of this server would fill in. */
export function credentialInput(
	server: { origin: string; organization: string; token: string },
	name = 'UiPath simulator',
): CredentialInput {
	const { origin: domain, organization: org, token } = server;
	return {
		name,
		type: credentialType,
		data: { domain, org, token, allowUnauthorizedCerts: false },
	};
}

/**
 * Reads an example and picks the credentials in it, as a user does.
 *
 * @param credential for UiPath
 * @param others those of other nodes; what is missing stays open
 */
export async function readExample(
	example: Pick<Example, 'file'>,
	credential: CredentialReference,
	others: UsableCredential[] = [],
): Promise<WorkflowFile> {
	const text = await readFile(join(projectRoot, 'examples', example.file), 'utf8');
	const workflow = JSON.parse(text) as WorkflowFile;
	for (const node of workflow.nodes) {
		if (node.type.startsWith(`${packageName}.`)) {
			node.credentials = { [credentialType]: { id: credential.id, name: credential.name } };
		}
		const other = others.find(({ type }) => type in (node.credentials ?? {}));
		if (other) node.credentials = referTo(other);
	}
	return workflow;
}

/** The other examples, whose ids follow from their files. */
export async function listOtherExamples(): Promise<Array<{ id: string; file: string }>> {
	const known = new Set([getLogsExample.file, downloadCsvExample.file]);
	const files = await readdir(join(projectRoot, 'examples'));
	return files
		.filter((file) => file.endsWith('.json') && !known.has(file))
		.map((file) => ({ id: file.replace('.json', ''), file }));
}

/** Imports the example workflows, over those of an earlier start. */
export async function importExamples(api: N8nApi, credential: CredentialReference): Promise<void> {
	const others = await listOtherExamples();
	for (const example of [getLogsExample, downloadCsvExample, ...others]) {
		await api.saveWorkflow(example.id, await readExample(example, credential));
	}
}
