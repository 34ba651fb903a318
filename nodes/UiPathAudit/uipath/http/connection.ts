import { isHtml, readJson, readReason } from './answer';
import { discardBody, readErrorText } from './body';
import type { Answer, Door, OutgoingRequest } from './door';
import { HttpError, makeStatusError } from './httpError';
import { readNetworkError } from './networkFailure';
import { receiveInTime } from './receive';
import { findRedirectTarget, isRedirect, MAX_REDIRECTS } from './redirect';
import { judge, readRequestedWaitMs } from './retryPolicy';
import { sleepUnlessCancelled } from './sleep';
import { Throttle } from './throttle';

/** Query parameters: undefined and empty ones are left out, those of a list are repeated. */
export type Query = Record<string, string | number | undefined | readonly string[]>;

/** What a connection is made from. */
export interface ConnectionSettings {
	door: Door;
	/** Scheme, host and the beginning of every path, without a slash at the end. */
	baseUrl: string;
	/** Milliseconds for one request. */
	timeoutMs: number;
	/** Requests in flight at once, at most. */
	concurrency: number;
	/** Ends requests and waits when the execution is cancelled. */
	cancelled: AbortSignal | undefined;
	/** When everything has to have come to an end, in milliseconds since 1970. */
	deadline: number;
}

/** A JSON answer. */
export interface JsonAnswer {
	value: unknown;
	status: number;
}

/**
 * Speaks with one server. Time limits, retries, throttling and redirects are decided here, for
 * every request that the package makes.
 */
export class Connection {
	/** Requests that have been sent, repeated ones included. */
	requests = 0;

	private readonly throttle: Throttle;
	private hasEnded = false;

	constructor(private readonly settings: ConnectionSettings) {
		this.throttle = new Throttle(settings.concurrency, settings.cancelled);
	}

	/** Milliseconds that the server may stay silent. */
	get timeoutMs(): number {
		return this.settings.timeoutMs;
	}

	/** Milliseconds until everything has to have come to an end. */
	private get leftMs(): number {
		return this.settings.deadline - Date.now();
	}

	/**
	 * Sends nothing more: requests that nobody waits for any longer, because the run has failed or
	 * has enough, are not sent or repeated.
	 */
	end(): void {
		this.hasEnded = true;
	}

	/**
	 * Gets JSON.
	 *
	 * @param path below the base address, beginning with a slash
	 * @param query a text is sent as it is; it begins with a question mark
	 * @throws HttpError where it cannot be had
	 */
	async getJson(path: string, query: Query | string): Promise<JsonAnswer> {
		return await this.persist(path, query, 'application/json', 'text', async (answer) => {
			const { status, headers } = answer;
			const text = String(answer.body ?? '');
			if (isHtml(headers['content-type'], text)) throw new HttpError('web-page', { status });
			return await Promise.resolve({ value: readJson(text, status), status });
		});
	}

	/**
	 * Gets a body as a stream and has it consumed. Where it breaks off, `consume` is called again
	 * with a new stream from the start.
	 *
	 * @param consume throws an HttpError where a further try may go better
	 * @throws HttpError where it cannot be had, or as `consume` does
	 */
	async getStream<T>(
		path: string,
		query: Query,
		accept: string,
		consume: (answer: Answer) => Promise<T>,
	): Promise<T> {
		return await this.persist(path, query, accept, 'stream', consume);
	}

	/** Tries until it works, cannot work, or has been tried often enough. */
	private async persist<T>(
		path: string,
		query: Query | string,
		accept: string,
		body: OutgoingRequest['body'],
		read: (answer: Answer) => Promise<T>,
	): Promise<T> {
		const { baseUrl, cancelled } = this.settings;
		const url = `${baseUrl}${path}${toQueryString(query)}`;
		for (let tries = 1; ; tries++) {
			const timeoutMs = Math.max(1, Math.min(this.timeoutMs, this.leftMs));
			const request = { url, accept, timeoutMs, body };
			const attempt = await this.throttle.run(async () => await this.attempt(request, read, tries));
			if ('result' in attempt) {
				this.throttle.noteAnswer();
				return attempt.result;
			}
			const { error } = attempt;
			if (error) throw new HttpError(error.kind, { ...error.facts, url: `${baseUrl}${path}` });
			if (attempt.waitMs > 0) await sleepUnlessCancelled(attempt.waitMs, cancelled);
		}
	}

	/**
	 * @returns the result; or the error to end with; or how long a further try has to wait. Slows
	 *   down before anybody else's turn where the server asks for it.
	 */
	private async attempt<T>(
		request: OutgoingRequest,
		read: (answer: Answer) => Promise<T>,
		tries: number,
	): Promise<{ result: T } | { error?: HttpError; waitMs: number }> {
		if (this.hasEnded) return { error: new HttpError('ended'), waitMs: 0 };
		try {
			return { result: await read(await this.getSuccess(request)) };
		} catch (error) {
			const verdict = judge(this.asHttpError(error), tries, undefined, this.leftMs);
			if ('error' in verdict) return { error: verdict.error, waitMs: 0 };
			if (!verdict.forAll) return { waitMs: verdict.waitMs };
			// The server speaks of all requests, so all of them wait in the throttle.
			this.throttle.slowDown(verdict.waitMs);
			return { waitMs: 0 };
		}
	}

	/** @throws the error itself where a further try is out of the question */
	private asHttpError(error: unknown): HttpError {
		if (error instanceof HttpError && !this.settings.cancelled?.aborted) return error;
		throw error;
	}

	private async getSuccess(request: OutgoingRequest): Promise<Answer> {
		const answer = await this.follow(request);
		const { status, headers, body } = answer;
		if (status === 206) throw new HttpError('wrong-shape', { shape: 'partial', status });
		if (status >= 200 && status < 300) return answer;
		const said = readReason(await readErrorText(body));
		const waitMs = readRequestedWaitMs(status, headers, Date.now());
		throw makeStatusError(status, { said, waitMs });
	}

	/** Follows redirects by hand: n8n's helper would take the token along to wherever they lead. */
	private async follow(request: OutgoingRequest): Promise<Answer> {
		let { url } = request;
		for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
			const answer = await this.send({ ...request, url });
			if (!isRedirect(answer)) return answer;
			discardBody(answer.body);
			url = findRedirectTarget(answer, url);
		}
		throw new HttpError('web-page', { status: 302 });
	}

	private async send(request: OutgoingRequest): Promise<Answer> {
		const { door, cancelled } = this.settings;
		this.requests++;
		return await receiveInTime(door, request).catch(async (error: unknown) => {
			return await Promise.reject(cancelled?.aborted ? error : readNetworkError(error));
		});
	}
}

function toQueryString(query: Query | string): string {
	if (typeof query === 'string') return query;
	const text = toParameters(query).toString();
	return text && `?${text}`;
}

function toParameters(query: Query): URLSearchParams {
	const parameters = new URLSearchParams();
	for (const [name, value] of Object.entries(query)) {
		for (const each of Array.isArray(value) ? value : [value]) {
			if (each !== undefined && each !== '') parameters.append(name, String(each));
		}
	}
	return parameters;
}
