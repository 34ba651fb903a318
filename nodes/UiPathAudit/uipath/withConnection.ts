import type { ICredentialDataDecryptedObject, ICredentialTestFunctions } from 'n8n-workflow';
import type { AuditAddress } from './address';
import {
	findOrganizationId,
	findSecrets,
	getCredentialType,
	readCredential,
	type Authentication,
} from './credential';
import { makeNodeDoor, makeTestDoor, sendTokenRequest, type SignedInContext } from './doors';
import { Connection } from './http/connection';
import type { Door } from './http/door';
import { redactError } from './redactError';
import { fetchToken } from './token';

/** A page's time limit where the user sets none. */
export const DEFAULT_TIMEOUT_MS = 60_000;

/** How a run signs in, and how its requests are made. */
export interface Access {
	authentication: Authentication;
	/** Gives the credential as it is now: n8n may have renewed a token in it. */
	loadCredential(): Promise<ICredentialDataDecryptedObject>;
	makeDoor(credential: ICredentialDataDecryptedObject): Door;
	/** Tokens that have been fetched meanwhile. */
	fetchedTokens?: readonly string[];
	/** Milliseconds for one request. */
	timeoutMs: number;
	/** Requests in flight at once, at most. */
	concurrency: number;
	/** Ends requests and waits when the execution is cancelled. */
	cancelled?: AbortSignal;
	/** When the run has to have come to an end, in milliseconds since 1970. */
	deadline?: number;
}

/** A connection while it is open. */
export interface OpenConnection {
	connection: Connection;
	address: AuditAddress;
	/** The organization's id, where the credential or its token tells it. */
	findOrganizationId(): Promise<string | undefined>;
	/** Takes the credential's secrets out of an error that is told while the connection is open. */
	redact(error: unknown): Promise<unknown>;
}

/**
 * Opens a connection, has it used, and ends it, whatever comes of it.
 *
 * @throws CredentialError where the credential cannot be used, or what `use` throws; in either case
 *   without the credential's secrets
 */
export async function withConnection<T>(
	access: Access,
	use: (open: OpenConnection) => Promise<T>,
): Promise<T> {
	const { authentication, timeoutMs, concurrency, cancelled, deadline = Infinity } = access;
	const opened = await access.loadCredential();
	const { address, data } = readCredential(authentication, opened);
	const door = access.makeDoor(data);
	const { baseUrl } = address;
	const settings = { door, baseUrl, timeoutMs, concurrency, cancelled, deadline };
	const connection = new Connection(settings);
	// A server may speak of a token that has been renewed since.
	const redact = async (error: unknown) =>
		redactError(error, [
			...findSecrets(opened),
			...findSecrets(await access.loadCredential()),
			...(access.fetchedTokens ?? []),
		]);
	const open: OpenConnection = {
		connection,
		address,
		redact,
		findOrganizationId: async () => findOrganizationId(await access.loadCredential()),
	};
	try {
		return await use(open).finally(() => connection.end());
	} catch (error) {
		throw await redact(error);
	}
}

/** How the requests of a node are made. */
export type NodeAccessOptions = Pick<
	Access,
	'authentication' | 'timeoutMs' | 'concurrency' | 'cancelled' | 'deadline'
> & {
	/** The input item whose credential counts. */
	itemIndex: number;
};

/** Access for a node, with the credential that the user has chosen in it. */
export function makeNodeAccess(context: SignedInContext, options: NodeAccessOptions): Access {
	const { itemIndex, ...others } = options;
	const { authentication } = others;
	const type = getCredentialType(authentication);
	const fetchedTokens: string[] = [];
	return {
		...others,
		fetchedTokens,
		loadCredential: async () => {
			const accessToken = fetchedTokens.at(-1);
			const saved = await context.getCredentials(type, itemIndex);
			return accessToken === undefined ? saved : { ...saved, accessToken };
		},
		makeDoor: (credential) =>
			makeNodeDoor(context, authentication, credential, (accessToken) => {
				fetchedTokens.push(accessToken);
			}),
	};
}

/** Access for the test of a credential, which may not be saved yet. */
export function makeTestAccess(
	context: ICredentialTestFunctions,
	authentication: Authentication,
	credential: ICredentialDataDecryptedObject,
): Access {
	let fetched: Promise<string> | undefined;
	const fetchOnce = async () => {
		fetched ??= fetchToken(credential, async (request) => await sendTokenRequest(context, request));
		return await fetched.catch(async (error: unknown) => {
			// The identity server may answer the next time.
			fetched = undefined;
			return await Promise.reject(error);
		});
	};
	return {
		authentication,
		timeoutMs: DEFAULT_TIMEOUT_MS,
		concurrency: 1,
		loadCredential: async () => {
			const accessToken = await fetched?.catch(() => undefined);
			return accessToken === undefined ? credential : { ...credential, accessToken };
		},
		makeDoor: (usable) => {
			const givePasted = async () => await Promise.resolve(String(usable.token));
			return makeTestDoor(context, usable, authentication === 'oAuth2' ? fetchOnce : givePasted);
		},
	};
}
