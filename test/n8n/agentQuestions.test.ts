import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DateTime } from 'luxon';
import { agentVersions, fillIn, startAgentServer, type AgentServer } from './agentServer.ts';
import type { AuditEntry } from '../simulator/options.ts';
import type { OfferedTool, ToolCall } from './chatModel.ts';
import { csvDifference } from './exportedCsv.ts';

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

/** The only tool that is for this, as a model tells from what it was told. */
function choose(...words: RegExp[]): OfferedTool {
	const fitting = agent.model.tools.filter(({ description }) =>
		words.every((word) => word.test(description)),
	);
	const [tool] = fitting;
	if (!tool || fitting.length > 1) throw new Error(`${fitting.length} tools fit`);
	return tool;
}

/** A value that a text names. */
function read(text: string, pattern: RegExp): string {
	const value = pattern.exec(text)?.[1];
	if (value === undefined) throw new Error(`Nothing like ${pattern.source} in ${text}`);
	return value;
}

/** The day, as the model was told it. */
function today(): DateTime {
	return DateTime.fromISO(read(agent.model.instructions, /It is (\S+),/), { setZone: true });
}

const deletedAQueue = (results: string[]): ToolCall | undefined => {
	const tool = choose(/^Get /, /who did what and when/, /queues/);
	const [first, second] = results;
	if (second !== undefined) return undefined;
	return fillIn(tool, {
		Time_Range: read(tool.description, /(\w+) \(yesterday\)/),
		Scope: read(tool.description, /(\w+) \([^()]*queues/),
		Target_Names_or_IDs: 'queue',
		// It guesses a type, and learns what there is.
		Type_Names_or_IDs: JSON.stringify([
			first === undefined ? 'Delete' : read(first, /nearest names are '(\w+)'/),
		]),
	});
};

const failedLogIns =
	(userName: string) =>
	(results: string[]): ToolCall | undefined => {
		const tool = choose(/^Get /, /who did what and when/, /such as logging in/);
		const [first, second] = results;
		if (second !== undefined) return undefined;
		return fillIn(tool, {
			From: today().startOf('week').toISO(),
			User_Name: userName,
			// It guesses an action, and learns which there are.
			Action_Names_or_IDs: JSON.stringify([
				first === undefined ? 'Failed login' : read(first, /there are .*?'(\w*Fail\w*)'/),
			]),
		});
	};

const exportMarch = ([result]: string[]): ToolCall | undefined => {
	const tool = choose(/^Export /, /audit log, such as those of a month/);
	if (result !== undefined) return undefined;
	const march = lastMarch(today());
	const [From, To] = [march, march.plus({ months: 1 })].map((day) => day.toISODate());
	return fillIn(tool, { From, To, Format: read(tool.description, /Format: (\w+)/) });
};

function lastMarch(day: DateTime): DateTime {
	const march = day.set({ month: 3 }).startOf('month');
	return march.plus({ months: 1 }) <= day ? march : march.minus({ years: 1 });
}

interface Answer {
	time?: string;
	id?: string;
	note?: string;
	[other: string]: unknown;
}

/** What the agent answered, as what the tool gave. */
async function ask(version: number, question: string, decide: Parameters<AgentServer['ask']>[2]) {
	const answer = JSON.parse(await agent.ask(version, question, decide)) as Answer[];
	return {
		found: answer.filter(({ note }) => note === undefined),
		notes: answer.flatMap(({ note }) => note ?? []),
	};
}

describe.each(agentVersions)('an AI agent of version %s answers', (version) => {
	test('who deleted a queue yesterday', async () => {
		const { found, notes } = await ask(version, 'Who deleted a queue yesterday?', deletedAQueue);
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
			failedLogIns(x ?? ''),
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
		const { found, notes } = await ask(version, question, failedLogIns(name));
		expect(found).toEqual([]);
		const newest = DateTime.fromISO(entries.at(-1)?.createdOn ?? '');
		const monday = now.startOf('week').toFormat("yyyy-MM-dd '00:00:00 in Europe/Berlin'");
		expect(notes).toEqual([expect.stringContaining(`(${monday})`)]);
		expect(notes[0]).toMatch(/^No entries since .* that pass the filters \(.*User Name/);
		expect(notes[0]).toContain(
			`The newest entry in the audit log is from ${newest.toUTC().toFormat('yyyy-MM-dd HH:mm:ss')}`,
		);
		expect(notes[0]).toContain(`No entry there has '${name}' as User Name`);
	});

	test('with an export of March', async () => {
		const { found, notes } = await ask(version, 'Export March.', exportMarch);
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
