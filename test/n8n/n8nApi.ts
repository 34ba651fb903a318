import { setTimeout as wait } from 'node:timers/promises';
import type { IDataObject, ITaskData } from 'n8n-workflow';
import {
	readExecution,
	readFoundExecution,
	type Execution,
	type FoundExecution,
	type StoredExecution,
} from './execution.ts';

/** Who signs in to the editor. */
export interface Owner {
	email: string;
	password: string;
}

/** A node of a workflow, as far as it matters here. */
export interface WorkflowNode {
	name: string;
	type: string;
	credentials?: Record<string, CredentialReference>;
}

/** A workflow as n8n exports it. */
export interface WorkflowFile {
	name: string;
	nodes: WorkflowNode[];
	connections: Record<string, unknown>;
	[other: string]: unknown;
}

/** How a workflow names a credential. */
export interface CredentialReference {
	id: string;
	name: string;
}

interface SavedCredential extends CredentialReference {
	type: string;
}

/** What a user types into a credential dialog. */
export interface CredentialInput {
	name: string;
	type: string;
	data: Record<string, string | boolean>;
}

/** The answer of the editor's Test button. */
export interface TestResult {
	status: 'OK' | 'Error';
	message: string;
}

interface ExecutionPage {
	results: Array<{ id: string }>;
	/** Not there in n8n 1.x. */
	nextCursor?: string | null;
}

/** What to ask for next: n8n 1.x goes on from the last id, later ones from a cursor. */
function readNext({ results, nextCursor }: ExecutionPage): Record<string, string> | undefined {
	if (nextCursor !== undefined) return nextCursor === null ? undefined : { cursor: nextCursor };
	const last = results.at(-1);
	return last && { lastId: last.id };
}

const running = new Set(['new', 'running', 'waiting']);

function makeTaskData(json: IDataObject): ITaskData {
	return {
		...{ startTime: Date.now(), executionTime: 0, executionIndex: 0, source: [null] },
		...{ executionStatus: 'success', data: { main: [[{ json }]] } },
	};
}

/** n8n's internal REST API, as the editor uses it, as far as this project needs it. */
export class N8nApi {
	readonly origin: string;
	/** The ids that n8n 1.x has given to workflows, by those that were asked for. */
	readonly givenIds: Map<string, string>;
	private cookie = '';

	private constructor(origin: string, givenIds: Map<string, string>) {
		this.origin = origin;
		this.givenIds = givenIds;
	}

	/**
	 * Signs in. In an n8n that has no owner yet, `owner` becomes it.
	 *
	 * @param before who was signed in to the same n8n before it was started again
	 */
	static async signIn(origin: string, owner: Owner, before?: N8nApi): Promise<N8nApi> {
		const api = new N8nApi(origin, before?.givenIds ?? new Map<string, string>());
		const { userManagement } = await api.call<{
			userManagement: { showSetupOnFirstLoad: boolean };
		}>('GET', '/settings');
		if (userManagement.showSetupOnFirstLoad) {
			const name = { firstName: 'Demo', lastName: 'Owner' };
			await api.call('POST', '/owner/setup', { ...owner, ...name });
		} else {
			const { email: emailOrLdapLoginId, password } = owner;
			await api.call('POST', '/login', { emailOrLdapLoginId, password });
		}
		return api;
	}

	/** Creates the credential, or gives the one of this name and type new data. */
	async saveCredential(input: CredentialInput): Promise<CredentialReference> {
		const all = await this.call<SavedCredential[]>('GET', '/credentials');
		const known = all.find(({ name, type }) => name === input.name && type === input.type);
		const saved =
			known === undefined
				? await this.call<{ id: string }>('POST', '/credentials', input)
				: await this.call<{ id: string }>('PATCH', `/credentials/${known.id}`, input);
		return { id: saved.id, name: input.name };
	}

	/** The editor's Test button, for a saved credential with the given (perhaps edited) data. */
	async testCredential(id: string, input: CredentialInput): Promise<TestResult> {
		return await this.call<TestResult>('POST', '/credentials/test', {
			credentials: { id, ...input },
		});
	}

	/** Creates the workflow under this id, or overwrites what is there. */
	async saveWorkflow(id: string, workflow: WorkflowFile): Promise<void> {
		const present = await this.request('GET', this.pathOf(id));
		await present.body?.cancel();
		if (present.ok) {
			await this.call('PATCH', `${this.pathOf(id)}?forceSave=true`, workflow);
			return;
		}
		// n8n 1.x asks for `active`, and gives an id of its own.
		const content = { active: false, ...workflow, id };
		const saved = await this.call<{ id: string }>('POST', '/workflows', content);
		this.givenIds.set(id, saved.id);
	}

	/**
	 * Runs a saved workflow from its trigger, waits for its end, and returns what it did.
	 *
	 * @param given what a trigger that waits for something, such as a chat, has been given
	 */
	async runWorkflow(
		id: string,
		trigger: string,
		timeout = 300_000,
		given?: IDataObject,
	): Promise<Execution> {
		const { executionId } = await this.call<{ executionId: string }>(
			'POST',
			`${this.pathOf(id)}/run`,
			{
				// n8n 1.x runs what it is sent, later ones what they have saved.
				workflowData: await this.call('GET', this.pathOf(id)),
				triggerToStartFrom: { name: trigger, ...(given && { data: makeTaskData(given) }) },
			},
		);
		const giveUp = Date.now() + timeout;
		for (;;) {
			const stored = await this.call<StoredExecution>('GET', `/executions/${executionId}`);
			if (!running.has(stored.status)) return readExecution(executionId, stored);
			if (Date.now() > giveUp) throw new Error(`Execution ${executionId} did not end in time`);
			await wait(200);
		}
	}

	/** Publishes a saved workflow, so that its trigger runs. */
	async publish(id: string): Promise<void> {
		const { versionId } = await this.call<{ versionId: string }>('GET', this.pathOf(id));
		await this.call('POST', `${this.pathOf(id)}/activate`, { versionId });
	}

	/** Ends that. */
	async unpublish(id: string): Promise<void> {
		await this.call('POST', `${this.pathOf(id)}/deactivate`, {});
	}

	/** An execution as it is now. */
	async getExecution(id: string): Promise<Execution> {
		return readExecution(id, await this.call<StoredExecution>('GET', `/executions/${id}`));
	}

	/** All executions of a workflow, the oldest first. */
	async findExecutions(workflowId: string): Promise<FoundExecution[]> {
		const ids: string[] = [];
		const wanted = { workflowId: this.givenIds.get(workflowId) ?? workflowId };
		const filter = { filter: JSON.stringify(wanted), limit: '100' };
		for (let next: Record<string, string> | undefined = {}; next; ) {
			const path = `/executions?${query({ ...filter, ...next })}`;
			const page: ExecutionPage = await this.call('GET', path);
			ids.push(...page.results.map(({ id }) => id));
			next = readNext(page);
		}
		const found: FoundExecution[] = [];
		for (const id of ids.reverse()) {
			const stored = await this.call<StoredExecution>('GET', `/executions/${id}`);
			found.push(readFoundExecution(id, stored));
		}
		return found;
	}

	/** The bytes behind a binary field's `id`. */
	async binary(id: string): Promise<Buffer> {
		const response = await this.request('GET', `/binary-data?${query({ id, action: 'download' })}`);
		if (!response.ok) throw new Error(`Binary ${id}: status ${response.status}`);
		return Buffer.from(await response.arrayBuffer());
	}

	/** The cookie that the editor would hold, for a browser that is to be signed in. */
	get sessionCookie(): { name: string; value: string } {
		const [name = '', value = ''] = this.cookie.split('=');
		return { name, value };
	}

	private pathOf(workflowId: string): string {
		return `/workflows/${this.givenIds.get(workflowId) ?? workflowId}`;
	}

	private async request(method: string, path: string, body?: unknown): Promise<Response> {
		const response = await fetch(`${this.origin}/rest${path}`, {
			method,
			headers: { 'content-type': 'application/json', cookie: this.cookie },
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
		const [cookie] = response.headers.getSetCookie();
		if (cookie !== undefined) this.cookie = cookie.split(';')[0] ?? '';
		return response;
	}

	private async call<T>(method: string, path: string, body?: unknown): Promise<T> {
		const response = await this.request(method, path, body);
		const text = await response.text();
		if (!response.ok) {
			throw new Error(`n8n: ${method} ${path} answered ${response.status}: ${text.slice(0, 500)}`);
		}
		return (JSON.parse(text) as { data: T }).data;
	}
}

function query(parameters: Record<string, string>): string {
	return new URLSearchParams(parameters).toString();
}
