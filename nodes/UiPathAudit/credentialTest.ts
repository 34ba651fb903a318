import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { auditLog } from './resources/auditLog';
import { putIntoWords } from './shared/words';
import type { Authentication } from './uipath/credential';
import { ClassicLog } from './uipath/classicLog';
import { makeTestAccess, withConnection } from './uipath/withConnection';

/** The tests of the credentials, by the names that the nodes give them. */
export const credentialTest = {
	async uiPathAuditApiTest(
		this: ICredentialTestFunctions,
		credential: ICredentialsDecrypted,
	): Promise<INodeCredentialTestResult> {
		return await testCredential(this, 'accessToken', credential.data ?? {});
	},
	async uiPathAuditOAuth2ApiTest(
		this: ICredentialTestFunctions,
		credential: ICredentialsDecrypted,
	): Promise<INodeCredentialTestResult> {
		return await testCredential(this, 'oAuth2', credential.data ?? {});
	},
};

/**
 * The Test button of the credential: reads one entry, as the node would.
 *
 * @returns green and where the log is, or a sentence that says which field or permission to look at
 */
export async function testCredential(
	context: ICredentialTestFunctions,
	authentication: Authentication,
	credential: ICredentialDataDecryptedObject,
): Promise<INodeCredentialTestResult> {
	const access = makeTestAccess(context, authentication, credential);
	try {
		return await withConnection(access, async (open) => {
			const log = new ClassicLog(open);
			await log.count();
			const message = `Connection successful! The ${auditLog.words.name} is at ${log.address.url}`;
			return { status: 'OK', message };
		});
	} catch (error) {
		const situation = { log: auditLog.words, authentication, fields: new Set<string>() };
		const { message, remedy } = putIntoWords(error, situation);
		return { status: 'Error', message: `${message}. ${remedy}` };
	}
}
