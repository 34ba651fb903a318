import { setTimeout as wait } from 'node:timers/promises';
import { startSimulator } from '../simulator/index.ts';
import type { AuditEntry } from '../simulator/options.ts';
import { saveCredential } from './auditRun.ts';
import { startExampleServer, until, type ExampleServer } from './importedExample.ts';
import { POLL_SECONDS, publishTrigger } from './polling.ts';
import { credentialInput } from './workflows.ts';

let examples: ExampleServer;

beforeAll(async () => {
	examples = await startExampleServer('trigger-examples-home');
}, 180_000);

afterAll(async () => {
	await examples.close();
});

beforeEach(() => {
	examples.reset();
});

/** Publishes an example with a trigger, and gives what arrives then. */
async function arriveWhilePublished(id: string, arrive: () => void): Promise<AuditEntry[]> {
	await publishTrigger(examples.n8n.api, id, examples.simulator);
	const before = examples.simulator.log.size;
	arrive();
	return examples.simulator.log.snapshot().slice(before);
}

test('Alert to Slack: one message for a poll, with what is risky in it', async () => {
	await examples.importExample('alert-to-slack', 'uipathExampleSlack');
	const arrived = await arriveWhilePublished('uipathExampleSlack', () =>
		examples.simulator.log.arrive(60),
	);
	await until(() => examples.bodiesOf('uipathExampleSlack').length > 0);
	await wait(POLL_SECONDS * 2_000);
	await examples.n8n.api.unpublish('uipathExampleSlack');
	const messages = examples
		.bodiesOf('uipathExampleSlack')
		.map((body) => (JSON.parse(body) as { text: string }).text);
	expect(messages).toHaveLength(1);
	const isRisky = ({ category, action }: AuditEntry) =>
		(category === 'User' && action === 'LoginFailed') ||
		action === 'Delete' ||
		(category === 'Group' && ['AddMember', 'RemoveMember'].includes(action ?? '')) ||
		['Role', 'Token'].includes(category ?? '');
	const risky = arrived.filter(isRisky);
	expect(risky.length).toBeGreaterThan(3);
	const [title, ...lines] = messages[0]?.split('\n•') ?? [];
	expect(title).toBe(`*UiPath: ${risky.length} risky changes*`);
	expect(lines).toHaveLength(risky.length);
	for (const [index, { message }] of risky.entries()) {
		const escaped = (message ?? '').replaceAll('&', '&amp;').replaceAll('<', '&lt;');
		expect(lines[index]).toContain(escaped.replaceAll('>', '&gt;'));
	}
});

test('SIEM: each entry once at the collector, in batches of 100, though it fails now and then', async () => {
	const token = await saveCredential(examples.n8n.api, {
		...{ name: 'Splunk', type: 'httpHeaderAuth' },
		data: { name: 'Authorization', value: 'Splunk secret-token' },
	});
	await examples.importExample('siem', 'uipathExampleSiem1', { others: [token] });
	examples.counterpart.refuses = 2;
	const arrived = await arriveWhilePublished('uipathExampleSiem1', () =>
		examples.simulator.log.arrive(350),
	);
	await until(() => examples.bodiesOf('uipathExampleSiem1').length >= 4);
	await wait(POLL_SECONDS * 2_000);
	await examples.n8n.api.unpublish('uipathExampleSiem1');
	const batches = examples
		.bodiesOf('uipathExampleSiem1')
		.map((body) =>
			body
				.split('\n')
				.map((line) => JSON.parse(line) as { event: AuditEntry; fields: { entryId: string } }),
		);
	for (const batch of batches) expect(batch.length).toBeLessThanOrEqual(100);
	const events = batches.flat();
	// What a collector keeps that knows an id when it sees it again.
	const kept = [...new Map(events.map((event) => [event.fields.entryId, event])).values()];
	// n8n sends requests side by side.
	const sort = (entries: AuditEntry[]) => entries.map((entry) => JSON.stringify(entry)).sort();
	expect(sort(kept.map(({ event }) => event))).toEqual(sort(arrived));
	expect(examples.counterpart.headers[0]?.['authorization']).toBe('Splunk secret-token');
	expect(examples.counterpart.headers.length).toBeGreaterThan(batches.length);
});

test('Many failed logins: one alert for a series, over several polls', async () => {
	const newest = new Date(Date.now() - 150_000).toISOString();
	const failures = await startSimulator({ entries: 1, newest, spacingMs: 50 });
	const isFailure = ({ category, action }: AuditEntry) =>
		category === 'User' && action === 'LoginFailed';
	try {
		const other = await saveCredential(examples.n8n.api, credentialInput(failures, 'Failures'));
		await examples.importExample('many-failed-logins', 'uipathExampleLogin', { uiPath: other });
		await publishTrigger(examples.n8n.api, 'uipathExampleLogin', failures);
		for (let polls = 0; polls < 6; polls += 1) {
			failures.log.arrive(400);
			await wait(POLL_SECONDS * 1_000);
		}
		await wait(POLL_SECONDS * 2_000);
		await examples.n8n.api.unpublish('uipathExampleLogin');
		const counts = new Map<string, number>();
		for (const { userName } of failures.log.snapshot().filter(isFailure)) {
			if (userName) counts.set(userName, (counts.get(userName) ?? 0) + 1);
		}
		const due = [...counts].filter(([, count]) => count >= 5).map(([user]) => user);
		expect(due.length).toBeGreaterThan(0);
		const told = examples.bodiesOf('uipathExampleLogin').map((body) => {
			const words = (JSON.parse(body) as { text: string }).text;
			return /failed logins by (.*) within ten minutes/.exec(words)?.[1];
		});
		expect(told.sort()).toEqual(due.sort());
	} finally {
		await failures.close();
	}
});
