import { parseArgs } from 'node:util';
import { FLAGS, helpText, optionsFrom } from './flags.ts';
import { startSimulator } from './server.ts';

/** `node test/simulator/cli.ts --help` tells what it takes. */
async function main(): Promise<void> {
	const { values } = parseArgs({ options: FLAGS });
	if (values.help === true) {
		console.log(helpText());
		return;
	}
	// A log that ended long ago would have no "last hour".
	const newest = values.newest ?? new Date().toISOString();
	const simulator = await startSimulator(optionsFrom({ ...values, newest }));
	console.log(`UiPath simulator   ${simulator.origin}`);
	console.log(`organization       ${simulator.organization}`);
	console.log(`access token       ${simulator.token}`);
	console.log(`client             ${simulator.clientId} / ${simulator.clientSecret}`);
	console.log(`entries            ${simulator.log.size}`);
	console.log(`organization log   ${simulator.unified.organization.size} events`);
	for (const { tenantName, size } of simulator.unified.tenants)
		console.log(`tenant log         ${size} events of ${tenantName}`);
	const stop = () => void simulator.close();
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
}

try {
	await main();
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}
