import { compareExports, compareGetLogs } from './compareIds';
import { exportOnce, forgetFiles, type Export } from './exportOnce';
import { FakeServer } from './fakeServer';
import { judgeRetention, judgeSettled, within } from './judge';
import { MovingLog } from './movingLog';
import { Random } from './random';
import { drawPace, drawStory, mustSucceed, type Story } from './story';
import { parseTicks } from './ticks';
import { drawWindow, type Window } from './window';

/** What came of a story. */
export interface Telling {
	story: Story;
	/** Where a promise was broken, in words. */
	breaks: string[];
	/** How each run ended. */
	endings: string[];
}

/**
 * Exports one window twice, at another pace the second time, from a log that lives as the story has it,
 * and compares everything with the truth. The log's times are those of the day, and requests come in
 * the order in which they are sent, so that a seed tells nearly the same story each time, not the same.
 */
export async function tellStory(seed: number): Promise<Telling> {
	const random = new Random(seed);
	const story = drawStory(random);
	const log = new MovingLog(story.log, random);
	const server = await new FakeServer(log, story.server, random).start();
	const telling: Telling = { story, breaks: [], endings: [] };
	try {
		await tell(random, server, telling);
	} finally {
		await server.close();
		await forgetFiles();
	}
	return telling;
}

async function tell(random: Random, server: FakeServer, { story, breaks, endings }: Telling) {
	const { log } = server;
	const { limit } = story;
	const window = drawWindow(random, story, log);
	if (story.server.retention > 0 && random.chance(0.5)) log.retain();
	const runs: Export[] = [];
	const run = async (options: Story['options']): Promise<Export> => {
		const done = await exportOnce(story, server, window, options);
		runs.push(done);
		endings.push(done.ending);
		breaks.push(...done.breaks);
		if (done.ending !== 'ok' && mustSucceed(story)) breaks.push(`for no reason: ${done.ending}`);
		if (limit !== undefined) return done;
		const { entries, gone } = log;
		const asked = { ...window, manifest: done.manifest };
		breaks.push(...judgeRetention(asked, done.facts, entries, gone));
		// What one export says of late entries has to hold whatever comes after it.
		for (const { manifest, facts } of runs) {
			breaks.push(...judgeSettled({ ...window, manifest }, facts, entries));
		}
		return done;
	};
	const first = await run(story.options);
	if (story.growsBetween && story.server.restless > 0) for (let i = 0; i < 5; i++) log.move();
	const hasLost = log.gone.length > 0;
	story.cancelAt = undefined;
	if (random.chance(0.5)) server.traits.restless = server.traits.retention = 0;
	const second = await run({ ...story.options, ...drawPace(random, story.log.unified) });
	if (!first.bytes || !second.bytes) return;

	const isAtRest = log.all.every(({ born, ticks }) => born === 0 || !within(window, ticks));
	const isKept = !hasLost && log.gone.length === 0;
	if (isKept && (isAtRest || (limit === undefined && isSettled(first, window)))) {
		if (!first.bytes.equals(second.bytes)) breaks.push('other bytes');
	}
	if (!story.options.addEntryId) return;
	breaks.push(...compareExports(first, second));
	if (isKept && isAtRest && limit === undefined && story.server.restless === 0) {
		breaks.push(...(await compareGetLogs(random, server, first, window)));
	}
}

/** Whether the manifest says that nothing can come any more. */
function isSettled({ manifest: { settledUntil } }: Export, { to }: Window): boolean {
	return typeof settledUntil === 'string' && to !== undefined && parseTicks(settledUntil) >= to;
}
