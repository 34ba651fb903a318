import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { FileBytes } from '../../../nodes/UiPathAudit/shared/export/fileBytes';

async function* give(texts: readonly string[]): AsyncGenerator<string[]> {
	for (const text of texts) yield await Promise.resolve([text]);
}

async function write(texts: readonly string[], isCompressed: boolean) {
	const bytes = new FileBytes(isCompressed);
	const parts: Uint8Array[] = [];
	for await (const part of bytes.write(give(texts))) parts.push(part);
	return { file: Buffer.concat(parts), proof: bytes.prove() };
}

/** A text of several parts that is cut at some places. */
const cuts = fc.array(fc.integer({ min: 0, max: 300_000 }), { maxLength: 6 });
const LONG = Array.from({ length: 30_000 }, (_, row) => `row ${row * 7_919}, é日😀\r\n`).join('');

function cut(text: string, places: readonly number[]): string[] {
	const sorted = [0, ...[...places].sort((a, b) => a - b), text.length];
	return sorted.slice(1).map((end, index) => text.slice(sorted[index], end));
}

describe('the bytes of a file', () => {
	it.each([false, true])(
		'are the same however its text comes; packed: %s',
		async (isCompressed) => {
			const whole = await write([LONG], isCompressed);
			await fc.assert(
				fc.asyncProperty(cuts, async (places) => {
					// No character is cut in two: texts are whole rows.
					const texts = cut(
						LONG,
						places.map((place) => LONG.indexOf('\n', place) + 1),
					);
					const { file, proof } = await write(texts, isCompressed);
					expect(file.equals(whole.file)).toBe(true);
					expect(proof).toEqual(whole.proof);
				}),
				{ numRuns: 30 },
			);
			const text = isCompressed ? gunzipSync(whole.file) : whole.file;
			expect(text.toString()).toBe(LONG);
		},
	);

	it.each([false, true])('are proven by their number and digest; packed: %s', async (packed) => {
		for (const texts of [[], [''], ['a'], [LONG]]) {
			const { file, proof } = await write(texts, packed);
			const sha256 = createHash('sha256').update(file).digest('hex');
			expect(proof).toEqual({ bytes: file.length, sha256 });
			if (packed) expect(gunzipSync(file).toString()).toBe(texts.join(''));
		}
	});

	it.each([false, true])(
		'fail with what their text fails with; packed: %s',
		async (isCompressed) => {
			const failure = new Error('the log moved');
			const texts = (async function* () {
				yield await Promise.resolve([LONG]);
				throw failure;
			})();
			const bytes = new FileBytes(isCompressed).write(texts);
			const reading = (async () => {
				for await (const part of bytes) expect(part.length).toBeGreaterThan(0);
			})();
			await expect(reading).rejects.toBe(failure);
		},
	);

	it.each([false, true])(
		'ask for no more text once nobody wants them; packed: %s',
		async (packed) => {
			let asked = 0;
			let hasEnded = false;
			const texts = (async function* () {
				try {
					for (; ; asked++) yield await nextTurn([LONG]);
				} finally {
					hasEnded = true;
				}
			})();
			for await (const part of new FileBytes(packed).write(texts)) {
				expect(part.length).toBeGreaterThan(0);
				break;
			}
			await new Promise((resolve) => setTimeout(resolve, 50));
			expect({ hasEnded, fewAsked: asked < 5 }).toEqual({ hasEnded: true, fewAsked: true });
		},
	);
});
