/**
 * The simulator in a process of its own, so that it shares its event loop with nobody who is
 * measured. The options come as JSON in the first argument; `stats` is answered with what was asked
 * for since the last time.
 */
import { startSimulator } from '../simulator/index.ts';
import type { SimulatorOptions } from '../simulator/options.ts';

const options = JSON.parse(process.argv[2] ?? '{}') as SimulatorOptions;
const simulator = await startSimulator(options);

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

const { origin, organization, token } = simulator;
process.send?.({ origin, organization, token });
