import { FakeServer, type ServerTraits } from './fakeServer';
import { MovingLog } from './movingLog';
import { Random } from './random';
import { text, type Value } from './values';

/** A server without a fault, whose log is at rest. */
const QUIET: ServerTraits = {
	...{ pageLow: 1_000, pageHigh: 1_000, ties: 'stable', mirrored: true, shuffleProperties: false },
	...{ totals: 'true', faults: 0, html: 0, slow: 0, restless: 0, retention: 0, cut: 1n },
};

const EMPTY = {
	...{ unified: false, entries: 0, span: 0, ties: 2, tieChance: 0, twinChance: 0, nasty: 0 },
	...{ lateness: 0, clockBehind: 0 },
};

const running: FakeServer[] = [];

afterEach(async () => {
	await Promise.all(running.splice(0).map(async (server) => await server.close()));
});

/** A classic log with these entries, each with a time of its own unless it brings one. */
export async function serverOf(
	entries: ReadonlyArray<Readonly<Record<string, Value>>>,
	traits: Partial<ServerTraits> = {},
): Promise<FakeServer> {
	const random = new Random(1);
	const log = new MovingLog(EMPTY, random);
	entries.forEach((entry, i) => log.write({ createdOn: timeOf(i), ...entry }));
	const server = await new FakeServer(log, { ...QUIET, ...traits }, random).start();
	running.push(server);
	return server;
}

/** The time of an entry, a second after that of the one before. */
export function timeOf(second: number): Value {
	return text(new Date(Date.UTC(2026, 0, 1) + second * 1_000).toISOString());
}
