import { NodeHelpers, UnexpectedError, Workflow } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	INodeProperties,
	INode,
	INodeParameters,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { UiPathAuditApi } from '../../../credentials/UiPathAuditApi.credentials';
import { UiPathAuditOAuth2Api } from '../../../credentials/UiPathAuditOAuth2Api.credentials';
import { nodeTypesWith } from './nodeTypes';

const TYPES = new Map<string, ICredentialType>(
	[new UiPathAuditApi(), new UiPathAuditOAuth2Api()].map((type) => [type.name, type]),
);

let nextId = 1;

/** One saved credential, as n8n's database would hold it (but decrypted). */
export interface SavedCredential {
	/** n8n renews a token once per id at a time, so no two may share one. */
	readonly id: string;
	readonly type: string;
	data: ICredentialDataDecryptedObject;
	/** How often n8n has saved a new token. */
	tokenUpdates: number;
}

/** Saves a credential with these fields; those left out have their defaults. */
export function saveCredential(
	type: string,
	data: ICredentialDataDecryptedObject,
): SavedCredential {
	return { id: `credential-${nextId++}`, type, data: { ...data }, tokenUpdates: 0 };
}

/** @throws UnexpectedError for a type that neither this package nor the harness brings */
export function credentialType(name: string): ICredentialType {
	const type = TYPES.get(name);
	if (!type) throw new UnexpectedError(`Unknown credential type ${name}`);
	return type;
}

/** The names of the types that a type extends, nearest first. */
export function parentTypes(name: string): string[] {
	return (credentialType(name).extends ?? []).flatMap((parent) => [parent, ...parentTypes(parent)]);
}

/** The fields of a type, inherited ones included. */
export function credentialProperties(name: string): INodeProperties[] {
	const properties: INodeProperties[] = [];
	for (const parent of credentialType(name).extends ?? []) {
		NodeHelpers.mergeNodeProperties(properties, credentialProperties(parent));
	}
	NodeHelpers.mergeNodeProperties(properties, credentialType(name).properties);
	return properties;
}

/** The data with defaults filled in and fields that are not shown left out, as n8n does it. */
export function withDefaults({ type, data }: SavedCredential): INodeParameters {
	const parameters = NodeHelpers.getNodeParameters(
		credentialProperties(type),
		data as INodeParameters,
		true,
		false,
		null,
		null,
	);
	return { ...parameters };
}

/** The data with its expressions resolved where no workflow runs, as in the editor. */
export function resolvedByThemselves(
	filled: INodeParameters,
	mode: WorkflowExecuteMode,
): ICredentialDataDecryptedObject {
	const node: INode = {
		...{ id: 'none', name: 'None', type: 'none', typeVersion: 1 },
		...{ position: [0, 0], parameters: {} },
	};
	const nodeTypes = nodeTypesWith([]);
	const { expression } = new Workflow({ nodes: [], connections: {}, active: false, nodeTypes });
	const keys = [{}, undefined, undefined] as const;
	const resolved = expression.getComplexParameterValue(node, filled, mode, ...keys, filled);
	return resolved as ICredentialDataDecryptedObject;
}
