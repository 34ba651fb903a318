import { setTimeout as wait } from 'node:timers/promises';
import { startSimulator } from '../simulator/index.ts';
import type { Simulator } from '../simulator/options.ts';
import { referTo, saveCredential } from './auditRun.ts';
import { isLine1, packageName } from './paths.ts';
import { POLL_SECONDS, publishTrigger, saveTrigger, TRIGGER } from './polling.ts';
import { countEqual, excess } from './tally.ts';
import { startTestServer, type TestServer } from './testServer.ts';
import { credentialInput } from './workflows.ts';

const WORKFLOW = 'uipathTriggerTest';
const SECONDS = Number(process.env['TRIGGER_TEST_SECONDS'] ?? 40);
const ENTRIES = 500;

async function publish(n8n: TestServer, simulator: Simulator): Promise<void> {
	const credential = await saveCredential(n8n.api, credentialInput(simulator));
	await saveTrigger(n8n.api, WORKFLOW, credential);
	await publishTrigger(n8n.api, WORKFLOW, simulator);
}

describe.each([
	// n8n 1.x has none.
	...(isLine1 ? [] : [['with durable cursors', true] as const]),
	['without them', false] as const,
])('the trigger, published in n8n, %s', (_name, durableCursors) => {
	let n8n: TestServer;
	let simulator: Simulator;

	beforeAll(async () => {
		const newest = new Date(Date.now() - 1_000).toISOString();
		simulator = await startSimulator({ entries: 500, newest, spacingMs: 100, ties: 3, twins: 7 });
		n8n = await startTestServer('trigger-home', { durableCursors });
	});

	afterAll(async () => {
		await n8n.close();
		await simulator.close();
	});

	test('tells each entry, though n8n is killed twice on the way', async () => {
		await publish(n8n, simulator);
		const before = countEqual(simulator.log.snapshot());
		const kills: number[] = [];
		let added = 0;
		let late = 0;
		const began = Date.now();
		const killing = (async () => {
			for (const share of [0.3, 0.65]) {
				await wait(Math.max(0, began + share * SECONDS * 1_000 - Date.now()));
				kills.push(Date.now());
				await n8n.server.kill();
				await n8n.restart();
			}
		})();
		while (added < ENTRIES) {
			await wait((SECONDS * 1_000) / (ENTRIES / 6));
			// A burst now and then, and entries that come late in between.
			const burst = Math.min(ENTRIES - added, added % 90 < 6 ? 30 : 1 + (added % 5));
			simulator.log.arrive(burst);
			added += burst;
			if (added % 4 === 0) {
				simulator.log.arriveLate(1, { atFraction: 0.99 });
				late++;
			}
		}
		await killing;
		const due = countEqual(simulator.log.snapshot());
		for (const [text, times] of before) due.set(text, (due.get(text) ?? 0) - times);

		let told = new Map<string, number>();
		let found = await n8n.api.findExecutions(WORKFLOW);
		for (const giveUp = Date.now() + 30_000; Date.now() < giveUp; await wait(2_000)) {
			found = await n8n.api.findExecutions(WORKFLOW);
			told = countEqual(found.flatMap(({ items }) => items.map(({ json }) => json)));
			if (excess(due, told).length === 0) break;
		}
		const entries = [...due.values()].reduce((sum, times) => sum + times, 0);
		expect(entries).toBe(ENTRIES + late);
		const doubled = excess(told, due);
		process.stdout.write(
			`${entries} entries, ${late} of them late, in ${found.length} executions; ${doubled.length} doubled\n`,
		);
		expect(excess(due, told)).toEqual([]);
		if (durableCursors) expect(doubled).toEqual([]);
		// Only what a poll gave that n8n had not recorded when it was killed.
		for (const text of doubled) {
			const times = found.filter(({ items }) => JSON.stringify(items).includes(text));
			const beforeKill = times.filter(({ startedAt }) =>
				kills.some((kill) => startedAt <= kill && startedAt > kill - POLL_SECONDS * 2_000),
			);
			expect(beforeKill.length).toBeGreaterThan(0);
		}
	});

	test('goes on where it was when the workflow was switched off and on', async () => {
		const before = simulator.log.snapshot();
		await n8n.api.unpublish(WORKFLOW);
		simulator.log.arrive(20);
		await n8n.api.publish(WORKFLOW);
		const arrived = new Set(
			simulator.log
				.snapshot()
				.slice(before.length)
				.map((one) => JSON.stringify(one)),
		);
		// A twin of one of them may have been told earlier.
		const earlier = before.filter((one) => arrived.has(JSON.stringify(one))).length;
		const told = async () => {
			const found = await n8n.api.findExecutions(WORKFLOW);
			const texts = found.flatMap(({ items }) => items.map(({ json }) => JSON.stringify(json)));
			return texts.filter((text) => arrived.has(text)).length - earlier;
		};
		for (const giveUp = Date.now() + 20_000; Date.now() < giveUp && (await told()) < 20; ) {
			await wait(1_000);
		}
		await wait(POLL_SECONDS * 2_000);
		expect(await told()).toBe(20);
	});

	test('counts from publishing on, also for what comes before the first poll of the schedule', async () => {
		const other = await startSimulator({ entries: 50, newest: new Date().toISOString() });
		try {
			const credential = await saveCredential(
				n8n.api,
				credentialInput(other, 'Another organization'),
			);
			const minute = (new Date().getMinutes() + 2) % 60;
			await n8n.api.saveWorkflow('uipathTriggerSlow', {
				name: 'Slow trigger',
				nodes: [
					{
						...{ id: 'c', name: TRIGGER, type: `${packageName}.uiPathAuditTrigger` },
						...{ typeVersion: 1, position: [0, 0] },
						parameters: {
							pollTimes: { item: [{ mode: 'custom', cronExpression: `0 ${minute} * * * *` }] },
						},
						credentials: referTo(credential),
					},
				] as never,
				connections: {},
				settings: { executionOrder: 'v1' },
			});
			await publishTrigger(n8n.api, 'uipathTriggerSlow', other);
			other.log.arrive(7);
			await n8n.server.stop();
			await n8n.restart();
			let items: unknown[] = [];
			for (const giveUp = Date.now() + 130_000; Date.now() < giveUp && items.length === 0; ) {
				await wait(2_000);
				const found = await n8n.api.findExecutions('uipathTriggerSlow');
				items = found.flatMap((execution) => execution.items);
			}
			expect(items).toHaveLength(7);
		} finally {
			await other.close();
		}
	});
});
