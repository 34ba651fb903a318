/**
 * `npm start`: the package in a real n8n, against the simulator, in one command.
 * `--once` ends after showing what came out; `--watch` (`npm run dev`) has n8n take up every change.
 */
import { startSimulator } from '../simulator/index.ts';
import { freePort } from './ports.ts';
import type { Simulator } from '../simulator/options.ts';
import type { UnifiedOptions } from '../simulator/unified/options.ts';
import { runDownloadCsv, runGetLogs } from './demo.ts';
import { startN8nWithNode } from './harness.ts';
import { claimDemoHome } from './home.ts';
import { installN8n } from './installN8n.ts';
import { packNode } from './packNode.ts';
import { say, step } from './progress.ts';
import { count, entryTable } from './report.ts';
import { watchSources } from './watchSources.ts';
import { credentialInput, importExamples } from './workflows.ts';

/** Where the simulator is unless somebody else is there. */
const SIMULATOR_PORT = 5680;

const demoEntries = 10_000;
/** From one entry to the next; a log of three and a half days. */
const spacingMs = 30_000;
const shown = 8;
const once = process.argv.includes('--once');
const watch = process.argv.includes('--watch');

type Undo = () => Promise<void>;

/** What has to be undone, latest first. */
const cleanups: Undo[] = [];
/** What to end with: an interruption, until there is nothing left to do but to wait. */
let status = 130;
let stopping: Promise<void> | undefined;

async function undoAll(): Promise<void> {
	for (const undo of cleanups.reverse()) {
		await undo().catch((error: unknown) => {
			say(`    ${String(error)}`);
		});
	}
}

function shutDown(): Promise<void> {
	stopping ??= undoAll();
	return stopping;
}

function end(): void {
	void shutDown().finally(() => {
		process.exit(status);
	});
}

function verdict(difference: string | undefined): string {
	return difference === undefined
		? '✓ matches the simulator'
		: `✗ DIFFERS from the simulator: ${difference}`;
}

/** New entries as time goes by, so that "the last hour" is never empty. */
function keepArriving({ log, unified }: Simulator): void {
	const timer = setInterval(() => {
		log.arrive(1);
		for (const each of [unified.organization, ...unified.tenants]) each.append(1);
	}, spacingMs);
	cleanups.push(async () => {
		clearInterval(timer);
		await Promise.resolve();
	});
}

/** Unified logs that end then, as the classic one does. */
function endingAt(newest: string): UnifiedOptions {
	const log = { newest, spacingMs };
	return { organization: log, tenants: [{ name: 'DefaultTenant', ...log }] };
}

/** The machine's, in a spelling that n8n's list of time zones has. */
function findTimeZone(): string {
	const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
	return timeZone === 'UTC' ? 'Etc/UTC' : timeZone;
}

/** Does it all; true when everything that came out is what the simulator holds. */
async function demonstrate(): Promise<boolean> {
	const home = await claimDemoHome();
	cleanups.push(home.release);
	const tarball = await step('Building and packing the package', packNode, (path) => path);
	const n8n = await installN8n();
	// `--once` shows the same entries always; otherwise the log ends now, as a user's does.
	const now = new Date(Date.now() - spacingMs).toISOString();
	const simulator = await startSimulator({
		entries: demoEntries,
		// The same at each start, so that credentials made here stay good.
		port: await freePort(SIMULATOR_PORT),
		...(once ? {} : { newest: now, spacingMs, unified: endingAt(now) }),
	});
	cleanups.push(() => simulator.close());
	const { origin, organization } = simulator;
	say(`• UiPath simulator at ${origin}: "${organization}", ${count(demoEntries)} entries`);
	const { server, api, owner } = await step(
		`Starting n8n ${n8n.version} with the package installed`,
		() =>
			startN8nWithNode(n8n, tarball, home.folder, {
				reloadsNodes: watch,
				timeZone: findTimeZone(),
			}),
		(started) => `ready, log: ${started.server.log}`,
	);
	cleanups.push(() => server.stop());
	void server.ended.then(() => {
		if (stopping !== undefined) return;
		say(`n8n has ended by itself; its log: ${server.log}`);
		status = 1;
		end();
	});

	const credential = credentialInput(simulator);
	const saved = await api.saveCredential(credential);
	const test = await api.testCredential(saved.id, credential);
	say(`• Credential "${saved.name}": the Test button says ${test.status} (${test.message})`);
	await importExamples(api, saved);
	const logs = await step('Running Get Logs (Return All)', () => runGetLogs(api, simulator));
	const csv = await step('Running Download CSV', () => runDownloadCsv(api, simulator, server));

	say(`\nThe newest ${shown} of ${count(logs.entries.length)} entries:\n`);
	say(entryTable(logs.entries.slice(0, shown)));
	say(`\nEntries  ${count(logs.entries.length)}  ${verdict(logs.difference)}`);
	say(`CSV      ${csv.path}\n         ${count(csv.bytes)} bytes  ${verdict(csv.difference)}`);
	if (watch) watchSources(home.folder);
	if (!once) {
		keepArriving(simulator);
		say('\nTo make a credential of your own (with OAuth2, Deployment is Automation Cloud):');
		say(`   Domain        ${simulator.origin}\n   Organization  ${simulator.organization}`);
		say(`   Token         ${simulator.token}`);
		say(`   Client ID     ${simulator.clientId}\n   Client Secret ${simulator.clientSecret}`);
		say(`\nn8n's editor  ${server.origin}`);
		say(`   e-mail     ${owner.email}\n   password   ${owner.password}`);
	}
	return (logs.difference ?? csv.difference) === undefined && test.status === 'OK';
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.on(signal, () => {
		if (stopping === undefined) say('\nStopping …');
		end();
	});
}

try {
	status = (await demonstrate()) ? 0 : 1;
	if (once) {
		end();
	} else {
		say('\nCtrl-C stops everything.');
	}
} catch (error) {
	// What fails because it is being stopped is no news.
	if (stopping === undefined) {
		say(`\n${error instanceof Error ? error.message : String(error)}`);
		status = 1;
		end();
	}
}
