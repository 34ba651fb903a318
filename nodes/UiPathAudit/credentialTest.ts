import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { resources } from './resources';
import { auditLog } from './resources/auditLog';
import type { Resource } from './shared/operation';
import { isRefusal } from './shared/otherLogs';
import { putIntoWords } from './shared/words';
import type { LogWords } from './shared/words/situation';
import type { Authentication } from './uipath/credential';
import { HttpError } from './uipath/http/httpError';
import { ServiceError } from './uipath/uiPathError';
import { makeTestAccess, withConnection, type OpenConnection } from './uipath/withConnection';

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
 * The Test button of the credential: reads an entry of each log, as the node would. A log that the
 * token may not read, where it may read another, is named; one that the organization does not have is
 * not.
 *
 * @returns green and where the first log is, or a sentence that says which field or permission to look
 *   at
 */
export async function testCredential(
	context: ICredentialTestFunctions,
	authentication: Authentication,
	credential: ICredentialDataDecryptedObject,
): Promise<INodeCredentialTestResult> {
	const access = makeTestAccess(context, authentication, credential);
	let log = auditLog.words;
	try {
		return await withConnection(access, async (open) => {
			const found = await probeLogs(open, Object.values(resources));
			if (found.readable.length > 0) return { status: 'OK', message: describeLogs(found) };
			// A log that refuses is there, which says more than one that is not.
			const { refused, failures } = found;
			const [failure] = refused.length > 0 ? refused : failures;
			log = failure?.words ?? log;
			throw failure?.error;
		});
	} catch (error) {
		const situation = { log, authentication, fields: new Set<string>() };
		const { message, remedy } = putIntoWords(error, situation);
		return { status: 'Error', message: `${message}. ${remedy}` };
	}
}

/** Whether an error says that a log is not there. */
function isAbsence(error: unknown): boolean {
	if (error instanceof ServiceError) return error.kind === 'log-not-found';
	return error instanceof HttpError && (error.kind === 'not-found' || error.kind === 'web-page');
}

interface Failure {
	words: LogWords;
	error: unknown;
}

/** What came of reading the logs. */
interface ProbedLogs {
	readable: Array<{ name: string; url: string }>;
	/** Those of the failures that say that the token may not read a log. */
	refused: Failure[];
	failures: Failure[];
}

async function probeLogs(open: OpenConnection, logs: readonly Resource[]): Promise<ProbedLogs> {
	const readable: ProbedLogs['readable'] = [];
	const failures: Failure[] = [];
	for (const { words, probe } of logs) {
		try {
			readable.push({ name: words.name, url: await probe(open) });
		} catch (error) {
			failures.push({ words, error });
			// A wrong address or a dead server is the same for all.
			if (failures.length === 1 && !isRefusal(error) && !isAbsence(error)) break;
		}
	}
	return { readable, refused: failures.filter(({ error }) => isRefusal(error)), failures };
}

function describeLogs({ readable, refused }: ProbedLogs): string {
	const [first] = readable;
	const where = `The ${first?.name} is at ${first?.url}`;
	if (refused.length === 0) return `Connection successful! ${where}`;
	const names = readable.map(({ name }) => name).join(' and the ');
	const others = refused.map(({ words }) => words.name).join(' or the ');
	return `Connection successful! This token can read the ${names}, not the ${others}. ${where}`;
}
