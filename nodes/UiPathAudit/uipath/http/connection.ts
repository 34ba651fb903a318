import { sleep } from 'n8n-workflow';
import { isHtml, readJson, reasonIn } from './answer';
import { AuditError } from '../auditError';
import { bodyText, CutShort, discardBody } from './body';
import type { Answer, Door, OutgoingRequest } from './door';
import {
	cutShortError,
	logInPageError,
	shapeError,
	waitTooLongError,
	type ErrorContext,
} from '../../shared/errorWords';
import { isPassingFailure, networkFailure } from './networkFailure';
import { receiveInTime } from './receive';
import { isRedirect, MOST_REDIRECTS, redirectTarget } from './redirect';
import {
	backoffMs,
	isPassingStatus,
	LONGEST_WAIT_MS,
	MOST_TRIES,
	requestedWaitMs,
} from './retryPolicy';
import { failureError, refusalError, withoutSecrets } from '../safeError';
import { Throttle } from './throttle';

/** Query parameters; undefined ones are left out. */
export type Query = Record<string, string | number | undefined>;

/** What a connection is made from. */
export interface ConnectionSettings extends ErrorContext {
	door: Door;
	/** `{origin}/{organization}` */
	baseUrl: string;
	/** Milliseconds for one request. */
	timeoutMs: number;
	/** Requests in flight at once, at most. */
	concurrency: number;
	/** Ends requests and waits when the execution is cancelled. */
	cancelled: AbortSignal | undefined;
	/** What must not be in any text that a user sees. */
	secrets: () => Promise<string[]>;
}

/** What one try came to. */
type Attempt<T> = { result: T } | Failure;

/** The error to end with unless a further try goes better, and how long that has to wait. */
interface Failure {
	failed: AuditError;
	waitMs: number;
}

/**
 * Speaks with UiPath. Time limits, retries, throttling, redirects and the words of errors are
 * decided here, for every request that the package makes.
 */
export class Connection {
	private readonly throttle: Throttle;
	private isClosed = false;

	constructor(private readonly settings: ConnectionSettings) {
		this.throttle = new Throttle(settings.concurrency, settings.cancelled);
	}

	/** What the words of an error depend on. */
	get context(): ErrorContext {
		return this.settings;
	}

	/** Milliseconds that the server may stay silent. */
	get timeoutMs(): number {
		return this.settings.timeoutMs;
	}

	/**
	 * Sends nothing more: requests that nobody waits for any longer, because the run has failed or
	 * has enough, are not repeated.
	 */
	close(): void {
		this.isClosed = true;
	}

	/**
	 * Gets JSON.
	 *
	 * @param path below the organization, e.g. `/audit_/api/auditlogs`
	 * @returns the parsed body and the status that it came with
	 * @throws AuditError where it cannot be had
	 */
	async getJson(path: string, query: Query): Promise<{ value: unknown; status: number }> {
		return await this.persist(path, query, 'application/json', 'text', async (answer) => {
			const text = String(answer.body ?? '');
			if (isHtml(answer.headers['content-type'], text)) {
				throw logInPageError(this.settings, answer.status);
			}
			const json = readJson(text, answer.status);
			if ('cutShort' in json) throw new CutShort('the JSON has no end');
			return { value: json.value, status: answer.status };
		});
	}

	/**
	 * Gets a body as a stream and has it consumed. Where it breaks off, `consume` is called again
	 * with a new stream from the start.
	 *
	 * @throws AuditError where it cannot be had, or as `consume` does
	 */
	async getStream<T>(
		path: string,
		query: Query,
		accept: string,
		consume: (answer: Answer) => Promise<T>,
	): Promise<T> {
		return await this.persist(path, query, accept, 'stream', consume);
	}

	/**
	 * Takes the credential's secrets out of an error, as {@link withoutSecrets} does.
	 *
	 * @returns the error as it is where it quotes nothing
	 */
	async withoutSecrets(error: unknown): Promise<unknown> {
		return withoutSecrets(error, await this.settings.secrets());
	}

	/** Tries until it works, cannot work, or has been tried often enough. */
	private async persist<T>(
		path: string,
		query: Query,
		accept: string,
		body: OutgoingRequest['body'],
		read: (answer: Answer) => Promise<T>,
	): Promise<T> {
		const url = `${this.settings.baseUrl}${path}${queryString(query)}`;
		const request = { url, accept, timeoutMs: this.settings.timeoutMs, body };
		for (let tries = 1; ; tries++) {
			const attempt = await this.throttle.run(
				async () => await this.takeTurn(request, read, tries),
			);
			if ('result' in attempt) {
				this.throttle.noteAnswer();
				return attempt.result;
			}
			if (tries >= MOST_TRIES) throw attempt.failed;
			if (attempt.waitMs > 0) await sleep(attempt.waitMs, this.settings.cancelled);
		}
	}

	/** One try; closes the connection before anybody else's turn where it was the last or the end. */
	private async takeTurn<T>(
		request: OutgoingRequest,
		read: (answer: Answer) => Promise<T>,
		tries: number,
	): Promise<Attempt<T>> {
		if (this.isClosed) throw cutShortError('nobody waits for it');
		let goesOn = false;
		try {
			const attempt = await this.attempt(request, read, backoffMs(tries));
			goesOn = 'result' in attempt || tries < MOST_TRIES;
			return attempt;
		} finally {
			if (!goesOn) this.close();
		}
	}

	private async attempt<T>(
		request: OutgoingRequest,
		read: (answer: Answer) => Promise<T>,
		backoff: number,
	): Promise<Attempt<T>> {
		try {
			const answer = await this.follow(request);
			if (answer.status === 206) throw shapeError('it is only a part', answer.status);
			if (answer.status >= 200 && answer.status < 300) return { result: await read(answer) };
			return await this.refusal(answer, backoff);
		} catch (error) {
			return await this.failure(error, backoff);
		}
	}

	/** Follows redirects by hand: n8n's helper would take the token along to wherever they lead. */
	private async follow(request: OutgoingRequest): Promise<Answer> {
		let { url } = request;
		for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
			const answer = await receiveInTime(this.settings.door, { ...request, url });
			if (!isRedirect(answer)) return answer;
			discardBody(answer.body);
			url = redirectTarget(answer, url, this.settings);
		}
		throw logInPageError(this.settings, 302);
	}

	private async refusal(answer: Answer, backoff: number): Promise<Failure> {
		const { status, headers } = answer;
		const reason = reasonIn(await bodyText(answer.body));
		const failed = refusalError(status, reason, await this.settings.secrets(), this.settings);
		if (!isPassingStatus(status)) throw failed;
		const requested = requestedWaitMs(status, headers, Date.now());
		if (requested !== undefined && requested > LONGEST_WAIT_MS) {
			throw waitTooLongError(requested, status);
		}
		if (status !== 429 && requested === undefined) return { failed, waitMs: backoff };
		// The server speaks of all requests, so all of them wait in the throttle.
		this.throttle.slowDown(Math.max(requested ?? 0, backoff));
		return { failed, waitMs: 0 };
	}

	private async failure(error: unknown, backoff: number): Promise<Failure> {
		if (this.settings.cancelled?.aborted) throw error;
		if (error instanceof CutShort) return { failed: cutShortError(error.message), waitMs: backoff };
		if (error instanceof AuditError) throw await this.withoutSecrets(error);
		const failure = networkFailure(error);
		const failed = failureError(failure, await this.settings.secrets(), this.settings);
		const mayPass =
			failure.status === undefined ? isPassingFailure(failure) : isPassingStatus(failure.status);
		if (!mayPass) throw failed;
		return { failed, waitMs: backoff };
	}
}

function queryString(query: Query): string {
	const parameters = new URLSearchParams();
	for (const [name, value] of Object.entries(query)) {
		if (value !== undefined && value !== '') parameters.set(name, String(value));
	}
	const text = parameters.toString();
	return text && `?${text}`;
}
