import { BinaryDataService } from 'n8n-core';
import type { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { runNode, tokenCredential, withoutBackoff } from '../../harness';
import { findSecret } from '../../findSecret';
import { TOKEN } from './fakeServer';
import { serverOf } from './quiet';
import { text } from './values';

const ENTRIES = 4_000;
const PAGE = 50;
const ENTRY_BYTES = 1_000;

const CONCURRENCY = 6;

/** Pages read ahead, beside those whose bytes are in a buffer on their way. */
const AHEAD = 40;

beforeEach(withoutBackoff);

/** An entry that gzip cannot make smaller, so that bytes tell how many entries there were. */
function incompressible(seed: number): string {
	let state = seed + 1;
	const units = Array.from({ length: ENTRY_BYTES }, () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return 33 + ((state >>> 16) % 90);
	});
	return String.fromCharCode(...units).replace(/["\\]/g, '!');
}

describe('a store that is slow', () => {
	it.each([
		['asc', false],
		['desc', false],
		['asc', true],
	])('is not overrun, and where it fails, no more is asked for: %s, gzip %s', async (...how) => {
		const [sortOrder, compress] = how;
		const entries = Array.from({ length: ENTRIES }, (_, i) => ({
			message: text(incompressible(i)),
		}));
		const server = await serverOf(entries, { pageLow: PAGE, pageHigh: PAGE });
		let bytes = 0;
		let furthest = 0;
		const store = async (_place: unknown, stream: unknown): Promise<never> => {
			for await (const part of stream as Readable) {
				bytes += (part as Buffer).length;
				await wait(15);
				// What is packed is at least eight tenths as large.
				const pages = bytes / (ENTRY_BYTES * 0.8 * PAGE);
				furthest = Math.max(furthest, server.requests.length - pages);
				if (bytes > (ENTRIES * ENTRY_BYTES) / 4) break;
			}
			throw new Error(`No space left on device for Bearer ${TOKEN}`);
		};
		jest.spyOn(BinaryDataService.prototype, 'store').mockImplementation(store);
		const { error, items, logLines } = await runNode({
			parameters: {
				...{ operation: 'exportLogs', returnAll: true, format: 'jsonLines' },
				options: { sortOrder, compress, maxConcurrency: CONCURRENCY },
			},
			credentials: tokenCredential(server),
		});
		expect(items).toEqual([]);
		expect(error?.message).toBe('n8n could not store the file');
		expect(findSecret({ error, logLines }, [TOKEN])).toBeUndefined();
		expect(furthest).toBeLessThan(AHEAD);
		const asked = server.requests.length;
		expect(asked).toBeLessThan(ENTRIES / PAGE - CONCURRENCY);
		await wait(500);
		// Requests that were under way when the run ended still arrive.
		expect(server.requests.length).toBeLessThanOrEqual(asked + CONCURRENCY);
	});
});
