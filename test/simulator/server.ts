import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { collect } from './answer.ts';
import { TEST_ONLY_CERTIFICATE, TEST_ONLY_PRIVATE_KEY } from './certificate.ts';
import { csvBody } from './csv.ts';
import { faultOf } from './fault.ts';
import type { Fault, FaultRule } from './fault.ts';
import { IdentityServer } from './identity.ts';
import { AuditLog } from './log.ts';
import type { CsvSelection, IssuedToken, SimulatorOptions, Switches } from './options.ts';
import type { RequestRecord } from './request.ts';
import { Recorder } from './recorder.ts';
import { destinationOf, routeOf } from './routes.ts';
import { AuditService } from './service.ts';
import { changedSettings, createSettings } from './settings.ts';
import type { Settings } from './settings.ts';
import type { Simulator } from './simulator.ts';
import { archivedOn } from './unified/archive.ts';
import { unifiedCsv } from './unified/csv.ts';
import type { UnifiedLog } from './unified/log.ts';
import { UnifiedLogs } from './unified/logs.ts';
import type { UnifiedEvent } from './unified/options.ts';
import { archiveDay } from './unified/store.ts';
import { Wire } from './wire.ts';

/** Takes requests from the network, plays faults, and keeps the records. */
class RunningSimulator implements Simulator {
	readonly log: AuditLog;
	readonly unified: UnifiedLogs;
	private readonly identity: IdentityServer;
	private readonly service: AuditService;
	private readonly recorder = new Recorder();
	private readonly server: Server;
	private readonly scheme: string;
	private readonly handling = new Set<Promise<void>>();
	private settings: Settings;
	/** Kept, so that a test can ask a closed simulator where it was. */
	private address: AddressInfo = { address: '', family: 'IPv4', port: 0 };

	constructor(options: SimulatorOptions) {
		this.log = new AuditLog(options);
		this.identity = new IdentityServer(options.seed ?? 1);
		this.service = new AuditService(this.log, this.identity);
		this.settings = createSettings(options);
		this.unified = new UnifiedLogs(options.unified ?? {}, options.seed ?? 1, () => ({
			id: this.settings.organizationId,
			name: this.settings.organization,
		}));
		const listener = (request: IncomingMessage, response: ServerResponse) =>
			this.take(request, response);
		const secure = options.tls === true;
		this.scheme = secure ? 'https' : 'http';
		this.server = secure
			? createSecureServer({ cert: TEST_ONLY_CERTIFICATE, key: TEST_ONLY_PRIVATE_KEY }, listener)
			: createServer(listener);
	}

	get origin(): string {
		const { address, family, port } = this.address;
		return `${this.scheme}://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
	}

	get port(): number {
		return this.address.port;
	}

	get organization(): string {
		return this.settings.organization;
	}

	get token(): string {
		return this.settings.token;
	}

	get organizationId(): string {
		return this.settings.organizationId;
	}

	get clientId(): string {
		return this.settings.oauth.clientId;
	}

	get clientSecret(): string {
		return this.settings.oauth.clientSecret;
	}

	get requests(): readonly RequestRecord[] {
		return this.recorder.records;
	}

	get maxInFlight(): number {
		return this.recorder.maxInFlight;
	}

	get issuedTokens(): readonly IssuedToken[] {
		return this.identity.issued;
	}

	resetRequests(): void {
		this.recorder.reset();
	}

	setFaults(...faults: (Fault | FaultRule)[]): void {
		this.set({ faults });
	}

	set(changes: Switches): void {
		this.settings = changedSettings(this.settings, changes);
	}

	async csv(selection: CsvSelection = {}): Promise<Buffer> {
		return await collect(csvBody(this.log, selection, this.settings.csv));
	}

	async csvSha256(selection: CsvSelection = {}): Promise<string> {
		const sha256 = createHash('sha256');
		for await (const chunk of csvBody(this.log, selection, this.settings.csv).chunks())
			sha256.update(chunk);
		return sha256.digest('hex');
	}

	async unifiedCsv(log: UnifiedLog, query = ''): Promise<Buffer> {
		return await collect(unifiedCsv(log, new URLSearchParams(query), this.settings.unified).body);
	}

	async archiveDay(log: UnifiedLog, day: string): Promise<Buffer> {
		return await collect(archiveDay(log, day, this.settings.unified.store));
	}

	archivedEvents(log: UnifiedLog, day: string): UnifiedEvent[] {
		const identities = archivedOn(log, day, this.settings.unified.store);
		return identities.map((identity) => log.event(identity));
	}

	async listen(port: number, host: string): Promise<void> {
		await new Promise<void>((resolve, reject) => {
			this.server.once('error', reject);
			this.server.listen(port, host, () => {
				this.server.off('error', reject);
				resolve();
			});
		});
		const address = this.server.address();
		if (address !== null && typeof address !== 'string') this.address = address;
	}

	async close(): Promise<void> {
		const closed = new Promise<void>((resolve) => {
			this.server.close(() => resolve());
		});
		this.server.closeAllConnections();
		await closed;
		await Promise.all(this.handling);
	}

	private take(request: IncomingMessage, response: ServerResponse): void {
		const handled = this.handle(request, response)
			.catch((error: unknown) => {
				// A fault of the simulator's own must not look like a fault that it plays.
				console.error('The simulator failed:', error);
				response.destroy();
			})
			.finally(() => this.handling.delete(handled));
		this.handling.add(handled);
	}

	private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const { settings } = this;
		const [path = ''] = (request.url ?? '').split('?', 1);
		const destination = destinationOf(path, settings, this.unified);
		const record = this.recorder.open(request, response, routeOf(destination));
		const wire = new Wire(response, record);
		const fault = faultOf(record, settings);
		record.fault = fault?.name;

		const body = await text(request).catch(() => '');
		const query = fault?.query?.(record.query) ?? record.query;
		const regular = this.service.answer({ destination, request: record, query, body, settings });
		const answer = (await fault?.answer?.(regular, record)) ?? regular;
		record.entries = answer.entries;
		await wire.sleep(settings.latencyMs + (fault?.delayMs ?? 0));
		if (fault?.deliver === undefined) await wire.send(answer);
		else await fault.deliver(answer, wire);
	}
}

/**
 * Starts a UiPath server with an audit log to develop, test and demonstrate against.
 *
 * @throws RangeError when an option is out of its range; the system's error when the port is taken
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
	const simulator = new RunningSimulator(options);
	await simulator.listen(options.port ?? 0, options.host ?? '127.0.0.1');
	return simulator;
}
