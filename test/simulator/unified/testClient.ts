import { startSimulator } from '../index.ts';
import type { Simulator, SimulatorOptions, UnifiedEvent, UnifiedLog } from '../index.ts';

/** An answer of `events`. */
export interface EventPage {
	auditEvents: UnifiedEvent[];
	next: string | null;
	previous: string | null;
}

/** A simulator, and the means to ask its unified log; for the tests of the simulator itself. */
export class TestClient {
	readonly simulator: Simulator;

	private constructor(simulator: Simulator) {
		this.simulator = simulator;
	}

	static async start(options: SimulatorOptions = {}): Promise<TestClient> {
		return new TestClient(await startSimulator(options));
	}

	/** The log of the first tenant. */
	get tenant(): UnifiedLog {
		const [log] = this.simulator.unified.tenants;
		if (log === undefined) throw new RangeError('No tenant');
		return log;
	}

	/** Asks a path as it is. */
	async ask(path: string, token = this.simulator.token): Promise<Response> {
		return await fetch(new URL(path, this.simulator.origin), {
			headers: { Authorization: `Bearer ${token}` },
			redirect: 'manual',
		});
	}

	/** Asks the first tenant's log. @param verbAndQuery for example `events?maxCount=10` */
	async askTenant(verbAndQuery: string): Promise<Response> {
		return await this.ask(`/acme/${this.tenant.tenantName}/tenantaudit_/api/query/${verbAndQuery}`);
	}

	async page(path: string): Promise<EventPage> {
		return (await (await this.ask(path)).json()) as EventPage;
	}

	async tenantPage(query: string): Promise<EventPage> {
		return (await (await this.askTenant(`events?${query}`)).json()) as EventPage;
	}

	/** All pages of the first tenant's log, from the newest on. */
	async walk(query: string, mostPages = 1_000): Promise<EventPage[]> {
		const pages = [await this.tenantPage(query)];
		for (;;) {
			const previous = pages.at(-1)?.previous;
			if (typeof previous !== 'string' || pages.length === mostPages) return pages;
			pages.push(await this.page(previous));
		}
	}

	async close(): Promise<void> {
		await this.simulator.close();
	}
}

/** The events of those pages, in their order. */
export function eventsOf(pages: readonly EventPage[]): UnifiedEvent[] {
	return pages.flatMap(({ auditEvents }) => auditEvents);
}

/** Their ids. */
export function idsOf(events: readonly UnifiedEvent[]): string[] {
	return events.map(({ id }) => id);
}
