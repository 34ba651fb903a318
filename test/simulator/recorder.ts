import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { RequestRecord, Route } from './request.ts';
import type { WireListener } from './wire.ts';

/** The record of a request, written while it is answered. */
export class OpenRecord implements RequestRecord, WireListener {
	readonly index: number;
	readonly routeIndex: number;
	readonly route: Route;
	readonly method: string;
	readonly path: string;
	readonly query: Readonly<Record<string, string>>;
	readonly queryAll: Readonly<Record<string, readonly string[]>>;
	readonly headers: IncomingHttpHeaders;
	readonly authorization: string | undefined;
	readonly receivedAt = performance.now();
	readonly inFlight: number;
	status: number | undefined;
	fault: string | undefined;
	entries: number | undefined;
	bytesSent = 0;
	finishedAt: number | undefined;
	closedEarly = false;

	constructor(
		request: IncomingMessage,
		route: Route,
		numbers: { index: number; routeIndex: number; inFlight: number },
	) {
		const path = request.url ?? '';
		this.index = numbers.index;
		this.routeIndex = numbers.routeIndex;
		this.inFlight = numbers.inFlight;
		this.route = route;
		this.method = request.method ?? '';
		this.path = path;
		const parameters = new URLSearchParams(path.includes('?') ? path.slice(path.indexOf('?')) : '');
		this.query = Object.fromEntries(parameters);
		this.queryAll = Object.fromEntries(
			[...parameters.keys()].map((name) => [name, parameters.getAll(name)]),
		);
		this.headers = request.headers;
		this.authorization = request.headers.authorization;
	}

	onHead(status: number): void {
		this.status = status;
	}

	onBytes(count: number): void {
		this.bytesSent += count;
	}
}

/** Keeps the record of all requests, and counts those in flight. */
export class Recorder {
	private opened: OpenRecord[] = [];
	private routeCounts = new Map<Route, number>();
	private inFlight = 0;
	private most = 0;

	get records(): readonly RequestRecord[] {
		return this.opened;
	}

	/** The most requests that were in flight at one time. */
	get maxInFlight(): number {
		return this.most;
	}

	/** Opens the record of a request; it is closed with its answer or its connection. */
	open(request: IncomingMessage, response: ServerResponse, route: Route): OpenRecord {
		this.inFlight++;
		this.most = Math.max(this.most, this.inFlight);
		const routeIndex = this.routeCounts.get(route) ?? 0;
		this.routeCounts.set(route, routeIndex + 1);
		const record = new OpenRecord(request, route, {
			index: this.opened.length,
			routeIndex,
			inFlight: this.inFlight,
		});
		this.opened.push(record);

		const close = (closedEarly: boolean) => {
			if (record.finishedAt !== undefined) return;
			record.finishedAt = performance.now();
			record.closedEarly = closedEarly;
			this.inFlight--;
		};
		response.on('finish', () => close(false));
		response.on('close', () => close(true));
		return record;
	}

	/** Forgets all requests; those in flight stay counted as such. */
	reset(): void {
		this.opened = [];
		this.routeCounts = new Map();
		this.most = this.inFlight;
	}
}
