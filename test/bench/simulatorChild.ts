/**
 * The simulator in a process of its own, so that it shares its event loop with nobody who is
 * measured. The scenario's id is the first argument; `stats` is answered with what was asked for since
 * the last time.
 */
import { startSimulator } from '../simulator/index.ts';
import { keepEvents } from './keepEvents.ts';
import { logOf } from './logs/benchLog.ts';
import { SCENARIOS } from './scenarios.ts';

const scenario = SCENARIOS.find(({ id }) => id === process.argv[2]);
if (scenario === undefined) throw new RangeError(`No scenario '${process.argv[2] ?? ''}'`);
const simulator = await startSimulator(logOf(scenario).simulatorOptions);
for (const log of simulator.unified.tenants) keepEvents(log);

process.on('message', () => {
	const { requests, maxInFlight } = simulator;
	const entries = requests.reduce((sum, request) => sum + (request.entries ?? 0), 0);
	process.send?.({ requests: requests.length, entries, maxInFlight });
	simulator.resetRequests();
});

// The channel closes with the benchmark, even when that is killed.
process.once('disconnect', () => {
	process.exit();
});

const { origin, organization, organizationId, token } = simulator;
process.send?.({ origin, organization, organizationId, token });
