import type { INodeParameters, INodePropertyOptions } from 'n8n-workflow';
import { UiPathAudit } from '../../../nodes/UiPathAudit/UiPathAudit.node';
import type { SavedCredential } from './credentialStore';
import { makeLoadOptionsContext } from './runlessContexts';

/** The names of the lists that the editor can ask the node for. */
export type ListName = keyof UiPathAudit['methods']['loadOptions'];

/**
 * Asks the node for what the editor offers in a list.
 *
 * @throws what the editor would show
 */
export async function loadOptions(
	list: ListName,
	parameters: INodeParameters,
	credential: SavedCredential,
): Promise<INodePropertyOptions[]> {
	const context = await makeLoadOptionsContext(parameters, credential);
	return await new UiPathAudit().methods.loadOptions[list].call(context);
}
