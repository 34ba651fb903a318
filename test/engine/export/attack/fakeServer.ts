import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Fact, MovingLog } from './movingLog';
import type { Random } from './random';
import { parseTicks } from './ticks';
import { wire } from './values';

/** How the server answers. */
export interface ServerTraits {
	/** The largest page, drawn anew for each answer. */
	pageLow: number;
	pageHigh: number;
	ties: 'stable' | 'replicas' | 'shuffled';
	/** Whether newest first is the exact reverse of oldest first. */
	mirrored: boolean;
	shuffleProperties: boolean;
	totals: 'true' | 'stale' | 'high';
	faults: number;
	html: number;
	slow: number;
	/** Chance of an arrival, and of retention, before an answer. */
	restless: number;
	retention: number;
	/** The unit that from and to are cut to, in ticks. */
	cut: bigint;
}

export const TOKEN = 'rt_S3cr3tT0kenThatNobodyMaySee0123456789ABCDEF';
export const ORGANIZATION = 'acme';

/** A log that grows as fast as it can be read, oldest first, is read for ever. */
const LAST_MOVE = 1_000;

/** UiPath, as bad as it may be; stands on nothing but node:http. */
export class FakeServer {
	readonly requests: string[] = [];
	readonly strangers: string[] = [];
	onRequest: ((count: number) => void) | undefined;
	underWay = 0;
	mostUnderWay = 0;
	origin = '';
	readonly organization = ORGANIZATION;
	readonly token = TOKEN;
	private readonly server: Server;

	constructor(
		readonly log: MovingLog,
		readonly traits: ServerTraits,
		private readonly random: Random,
	) {
		this.server = createServer((request, response) => {
			this.underWay++;
			this.mostUnderWay = Math.max(this.mostUnderWay, this.underWay);
			response.on('close', () => this.underWay--);
			this.serve(request, response);
		});
	}

	async start(): Promise<this> {
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
		this.origin = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
		return this;
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	private serve(request: IncomingMessage, response: ServerResponse): void {
		const { random, traits } = this;
		const url = new URL(request.url ?? '', this.origin);
		this.requests.push(`${url.pathname}${url.search}`);
		this.onRequest?.(this.requests.length);
		if (request.headers.authorization !== `Bearer ${TOKEN}`) this.strangers.push(url.href);
		if (random.chance(traits.html)) return html(response);
		const fault = random.chance(traits.faults) ? random.between(0, 7) : -1;
		if (fault >= 0 && fault < 6) return fails(fault, response, random);
		const answer = this.answer(url);
		if (answer === undefined) return void response.writeHead(404).end();
		const body = Buffer.from(answer);
		const send = () => {
			response.writeHead(200, {
				'Content-Type': 'application/json',
				'Content-Length': body.length,
			});
			if (fault < 6) return void response.end(body);
			response.write(body.subarray(0, random.between(1, body.length - 1)));
			setTimeout(() => response.destroy(), 1);
		};
		if (random.chance(traits.slow)) setTimeout(send, random.between(1, 30));
		else send();
	}

	private answer(url: URL): string | undefined {
		const { log, random, traits } = this;
		if (this.requests.length < LAST_MOVE) {
			if (random.chance(traits.restless)) log.move();
			if (random.chance(traits.retention)) log.retain();
		}
		log.answers++;
		if (url.pathname === `/${ORGANIZATION}/audit_/api/auditlogs`) return this.classic(url);
		if (url.pathname === `/${ORGANIZATION}/orgaudit_/api/query/events`) return this.unified(url);
		return undefined;
	}

	private classic(url: URL): string {
		const { log, random, traits } = this;
		const query = url.searchParams;
		const top = Number(query.get('top') ?? 100);
		const skip = Number(query.get('skip') ?? 0);
		const sorted = this.sorted(query.get('sortOrder') !== 'desc');
		const page = sorted.slice(skip, skip + Math.min(top, this.pageLimit()));
		const count = log.entries.length;
		let total = count;
		if (traits.totals === 'high' && random.chance(0.3)) total += random.between(1, 3);
		if (traits.totals === 'stale' && random.chance(0.3) && skip + page.length < count - 2) {
			total = random.between(skip + page.length + 1, count);
		}
		const shuffle = traits.shuffleProperties ? random : undefined;
		const results = page.map((fact) => wire(fact, shuffle));
		const empty = results.length === 0 && random.chance(0.5) ? 'null' : `[${results.join(',')}]`;
		return `{"totalCount":${total},"results":${empty}}`;
	}

	private unified(url: URL): string {
		const { random, traits } = this;
		const query = url.searchParams;
		const bound = (name: string): bigint | undefined => {
			const value = query.get(name);
			if (value === null) return undefined;
			const ticks = parseTicks(value);
			return ticks - (ticks % traits.cut);
		};
		const [from, to] = [bound('from'), bound('to')];
		const before = query.get('before');
		const beforeTicks = before === null ? undefined : BigInt(before);
		const beforeId = query.get('beforeId') ?? '';
		let found = this.sorted(false).filter(
			({ ticks }) => (from === undefined || ticks >= from) && (to === undefined || ticks <= to),
		);
		if (beforeTicks !== undefined) {
			found = found.filter(
				({ ticks, id }) => ticks < beforeTicks || (ticks === beforeTicks && id < beforeId),
			);
		}
		const wanted = Math.min(200, Math.max(10, Number(query.get('maxCount') ?? 50)));
		const page = found.slice(0, Math.min(wanted, this.pageLimit()));
		const last = page.at(-1);
		let previous = 'null';
		if (last && page.length < found.length) {
			query.set('before', String(last.ticks));
			query.set('beforeId', last.id);
			previous = JSON.stringify(`${url.pathname}?${query.toString()}`);
		}
		const shuffle = traits.shuffleProperties ? random : undefined;
		const events = page.map((fact) => wire(fact, shuffle));
		return `{"auditEvents":[${events.join(',')}],"next":null,"previous":${previous}}`;
	}

	private pageLimit(): number {
		return this.random.between(this.traits.pageLow, this.traits.pageHigh);
	}

	/** The log in order; entries of one time in whichever this answer has. */
	private sorted(ascending: boolean): Fact[] {
		const { log, random, traits } = this;
		const unified = log.traits.unified;
		const replica = traits.ties === 'replicas' && random.chance(0.5);
		const ranks = new Map(
			traits.ties === 'shuffled' ? log.entries.map((fact) => [fact, random.next()]) : [],
		);
		const rank = (a: Fact, b: Fact): number => {
			if (traits.ties === 'shuffled') return (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0);
			if (unified || replica) return a.id < b.id ? 1 : -1;
			return 0;
		};
		const flip = ascending ? 1 : -1;
		const source = !ascending && traits.mirrored ? [...log.entries].reverse() : log.entries;
		return [...source].sort((a, b) =>
			a.ticks === b.ticks ? rank(a, b) : a.ticks < b.ticks ? -flip : flip,
		);
	}
}

function html(response: ServerResponse): void {
	response.writeHead(200, { 'Content-Type': 'text/html' });
	response.end(`<!DOCTYPE html><html><body>Sign in ${TOKEN}</body></html>`);
}

function fails(fault: number, response: ServerResponse, random: Random): void {
	if (fault <= 1) {
		const wait = random.pick([{ 'Retry-After': '0' }, { 'RateLimit-Reset': '0' }, {}]);
		response.writeHead(429, wait as Record<string, string>).end('slow down');
	} else if (fault === 2) response.writeHead(503).end('<html>503</html>');
	else if (fault === 3) response.writeHead(502).end();
	else if (fault === 4) response.writeHead(504).end(`{"message":"Bearer ${TOKEN}"}`);
	else response.destroy();
}
