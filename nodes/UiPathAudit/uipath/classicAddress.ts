import type { JsonAnswer, Query } from './http/connection';
import { HttpError } from './http/httpError';
import { ServiceError, type TriedAddress } from './uiPathError';
import type { OpenConnection } from './withConnection';

/** Documented in UiPath's Orchestrator API guide, "Get Audit Logs". */
const PATH = '/audit_/api/auditlogs';

/** Documented in the API guide of Automation Suite 2.2510, which calls the id `partitionGlobalId`. */
function listPathsWithId(id: string): string[] {
	return [`${PATH}/${id}`, `/portal_/api/auditLog/${id}`];
}

/** Finds out at which of its documented addresses a server has the classic log's list. */
export class ListAddress {
	private found: string | undefined;

	/** @param open the connection to the organization */
	constructor(private readonly open: OpenConnection) {}

	/** The address at which the list was found, without a query; undefined before that. */
	get url(): string | undefined {
		return this.found === undefined ? undefined : this.toUrl(this.found);
	}

	/**
	 * Gets the list from where it is. Where the usual address has no list, the others are tried.
	 *
	 * @param read reads an answer, and throws a ServiceError where it is not from the log
	 * @throws ServiceError `log-not-found` where no address has the list; HttpError where an answer
	 *   cannot be had
	 */
	async get<T>(query: Query, read: (answer: JsonAnswer) => T): Promise<T> {
		if (this.found !== undefined) return await this.getFrom(this.found, query, read);
		const tried: TriedAddress[] = [];
		const note = (address: TriedAddress) => {
			tried.push(address);
			return undefined;
		};
		const usual = await this.getFrom(PATH, query, read).catch((error: unknown) =>
			note(this.toMissing(error, PATH)),
		);
		if (usual !== undefined) return usual;
		const id = await this.open.findOrganizationId();
		for (const path of id === undefined ? [] : listPathsWithId(id)) {
			const answer = await this.getFrom(path, query, read).catch((error: unknown) =>
				note(this.toOther(error, path)),
			);
			if (answer !== undefined) return answer;
		}
		const { status } = tried[0] ?? {};
		throw new ServiceError('log-not-found', { tried, status, hasOrganizationId: id !== undefined });
	}

	private async getFrom<T>(
		path: string,
		query: Query,
		read: (answer: JsonAnswer) => T,
	): Promise<T> {
		const answer = read(await this.open.connection.getJson(path, query));
		this.found = path;
		return answer;
	}

	/** @throws the error itself unless it says that the list is not here */
	private toMissing(error: unknown, path: string): TriedAddress {
		const isMissing =
			error instanceof HttpError && (error.kind === 'not-found' || error.kind === 'web-page');
		if (!isMissing) throw error;
		return { url: this.toUrl(path), kind: error.kind, status: error.facts.status };
	}

	/** @throws the error itself where there was no answer */
	private toOther(error: unknown, path: string): TriedAddress {
		const isAnswer =
			error instanceof ServiceError ||
			(error instanceof HttpError &&
				(error.facts.status !== undefined || error.kind === 'redirect-elsewhere'));
		if (!isAnswer) throw error;
		const kind = error instanceof HttpError ? error.kind : 'not-a-page';
		return { url: this.toUrl(path), kind, status: error.facts.status };
	}

	private toUrl(path: string): string {
		return `${this.open.address.baseUrl}${path}`;
	}
}
