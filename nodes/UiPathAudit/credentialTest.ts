import type {
	ICredentialDataDecryptedObject,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { openTestAccess } from './uipath/access';
import { AuditError, InputError } from './uipath/auditError';
import { ClassicLog } from './uipath/classicLog';

/**
 * The Test button of the credential: reads one entry, as the node would.
 *
 * @returns green, or a sentence that says which field or permission to look at
 */
export async function testCredential(
	context: ICredentialTestFunctions,
	credential: ICredentialDataDecryptedObject,
): Promise<INodeCredentialTestResult> {
	try {
		const { connection } = openTestAccess(context, credential);
		await new ClassicLog(connection, {}).read({ order: 'desc', skip: 0, top: 1 });
		return { status: 'OK', message: 'Connection successful!' };
	} catch (error) {
		if (error instanceof AuditError || error instanceof InputError) {
			return { status: 'Error', message: `${error.message}. ${error.description}` };
		}
		return { status: 'Error', message: 'The test failed for a reason that the node does not know' };
	}
}
