import { startSimulator } from '../../simulator/index';
import type { Simulator, SimulatorOptions } from '../../simulator/index';

const running: Simulator[] = [];

afterEach(async () => {
	await Promise.all(running.splice(0).map(async (simulator) => await simulator.close()));
});

/** A simulator that is closed when the test ends, however it ends. */
export async function simulatorWith(options: SimulatorOptions = {}): Promise<Simulator> {
	const simulator = await startSimulator(options);
	running.push(simulator);
	return simulator;
}
