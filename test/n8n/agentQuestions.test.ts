import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DateTime } from 'luxon';
import { agentVersions, startAgentServer, type AgentServer } from './agentServer.ts';
import type { AuditEntry } from '../simulator/options.ts';
import type { ChatModel } from './chatModel.ts';
import { csvDifference } from './exportedCsv.ts';
import { deletedAQueue, exportMarch, failedLogIns, lastMarch } from './readingModel.ts';

const zone = 'Europe/Berlin';
const minute = 60_000;

/** The coming Thursday: days of its week have passed, and a March has ended within the year before. */
const now = DateTime.now().setZone(zone).startOf('week').plus({ weeks: 1, days: 3, hours: 11 });
const clock = join(tmpdir(), `uipath-audit-agent-clock-${process.pid}`);

let agent: AgentServer;
let entries: AuditEntry[];

beforeAll(async () => {
	await writeFile(clock, String(now.toMillis() - Date.now()));
	const newest = now.toUTC().toISO() ?? '';
	agent = await startAgentServer(
		'agent-questions-home',
		{
			...{ entries: 39_000, newest, spacingMs: 15 * minute },
			unified: {
				tenants: [
					{ name: 'DefaultTenant', events: 10_000, newest, spacingMs: 40_000 },
					{ name: 'Other', events: 10_000, newest, spacingMs: 40_000 },
				],
			},
		},
		// n8n's expressions have a clock of their own, so $now would not tell this one.
		{ clock, systemMessage: `It is ${now.toISO()}, in ${zone}.` },
	);
	entries = agent.simulator.log.snapshot();
});

afterAll(async () => {
	await agent.close();
});

const inUtcTime = (time: DateTime) => time.toUTC().toISO({ suppressMilliseconds: true });

/** Whether something happened within the day, week or month of a time. */
function isIn(unit: 'day' | 'week' | 'month', time: DateTime) {
	const [from, to] = [time.startOf(unit), time.endOf(unit)].map((each) => each.toMillis());
	return ({ createdOn }: { createdOn: string }) => {
		const at = Date.parse(createdOn);
		return at >= Number(from) && at <= Number(to);
	};
}

interface Answer {
	time?: string;
	id?: string;
	note?: string;
	[other: string]: unknown;
}

/** What the agent answered, as what the tool gave. */
async function ask(version: number, question: string, decide: ChatModel['decide']) {
	const answer = JSON.parse(await agent.ask(version, question, decide)) as Answer[];
	return {
		found: answer.filter(({ note }) => note === undefined),
		notes: answer.flatMap(({ note }) => note ?? []),
	};
}

describe.each(agentVersions)('an AI agent of version %s answers', (version) => {
	test('who deleted a queue yesterday', async () => {
		const { found, notes } = await ask(
			version,
			'Who deleted a queue yesterday?',
			deletedAQueue(agent.model),
		);
		const deleted = agent.simulator.unified
			.tenant('DefaultTenant')
			.snapshot()
			.filter(({ eventTarget, eventType }) => eventTarget === 'Queue' && eventType === 'Deleted');
		const yesterday = now.minus({ days: 1 });
		const due = deleted.filter(isIn('day', yesterday));
		const inUtc = deleted.filter(isIn('day', yesterday.setZone('utc', { keepLocalTime: true })));
		// Whoever took UTC's yesterday would be wrong at both ends.
		expect(due.filter((event) => !inUtc.includes(event))).not.toEqual([]);
		expect(inUtc.filter((event) => !due.includes(event))).not.toEqual([]);
		expect(found.map(({ id, actor }) => [id, actor])).toEqual(
			due.reverse().map(({ id, actorName }) => [id, actorName]),
		);
		expect(notes).toEqual([]);
	});

	test('whether there were failed log-ins of somebody this week', async () => {
		const failed = entries.filter(({ action }) => action === 'LoginFailed');
		const thisWeek = failed.filter(isIn('week', now));
		const lastWeek = failed.filter(isIn('week', now.minus({ weeks: 1 })));
		// Whoever took more days, or everybody, would be wrong.
		const x = thisWeek.find(({ userName }) => {
			const isX = (entry: { userName: string | null }) => entry.userName === userName;
			return userName !== null && lastWeek.some(isX);
		})?.userName;
		expect(x).toBeDefined();
		const due = thisWeek.filter(({ userName }) => userName === x);
		expect(due.length).toBeLessThan(thisWeek.length);
		const { found, notes } = await ask(
			...([version, `Were there failed log-ins of ${x} this week?`] as const),
			failedLogIns(agent.model, x ?? ''),
		);
		expect(found.map(({ user, message, details }) => [user, message, details])).toEqual(
			due.reverse().map(({ userName, message, auditLogDetails }) => {
				const details: unknown = JSON.parse(auditLogDetails ?? 'null');
				return [userName, message, details];
			}),
		);
		expect(notes).toEqual([]);
	});

	test('that there were none of somebody who is not there', async () => {
		const name = 'Nobody Atall';
		const question = `Were there failed log-ins of ${name} this week?`;
		const { found, notes } = await ask(version, question, failedLogIns(agent.model, name));
		expect(found).toEqual([]);
		const newest = DateTime.fromISO(entries.at(-1)?.createdOn ?? '');
		const monday = now.startOf('week').toFormat("yyyy-MM-dd '00:00:00 in Europe/Berlin'");
		expect(notes).toEqual([expect.stringContaining(`(${monday})`)]);
		expect(notes[0]).toMatch(/^No entries since .* that match the filters \(.*User Name/);
		expect(notes[0]).toContain(
			`The newest entry in the audit log is from ${newest.toUTC().toFormat('yyyy-MM-dd HH:mm:ss')}`,
		);
		expect(notes[0]).toContain(`None of the entries read has '${name}' as User Name`);
	});

	test('with an export of March', async () => {
		const { found, notes } = await ask(version, 'Export March.', exportMarch(agent.model));
		const march = lastMarch(now);
		const due = entries.filter(isIn('month', march));
		const inUtc = entries.filter(isIn('month', march.setZone('utc', { keepLocalTime: true })));
		// Whoever took UTC's March would be wrong at both ends.
		expect(due.filter((entry) => !inUtc.includes(entry))).not.toEqual([]);
		expect(inUtc.filter((entry) => !due.includes(entry))).not.toEqual([]);
		expect(found).toHaveLength(1);
		const [manifest] = found;
		expect(manifest).toMatchObject({
			...{ entries: due.length, isComplete: true, limit: null },
			window: { from: inUtcTime(march), to: inUtcTime(march.plus({ months: 1 })) },
		});
		expect(notes).toEqual([
			expect.stringContaining(`To (${march.plus({ months: 1 }).toISODate()}) is the beginning of`),
			expect.stringMatching(/entries read with/),
		]);
		const link = new URL((manifest?.['download'] as { data: string }).data);
		expect(link.origin).toBe(new URL(agent.n8n.api.origin).origin);
		const file = await agent.n8n.api.binary(link.searchParams.get('id') ?? '');
		expect(await csvDifference(stream(file), due)).toBeUndefined();
	});
});

async function* stream(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
	yield await Promise.resolve(bytes);
}
