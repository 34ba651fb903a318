import { collect, lengthOf } from './answer.ts';
import type { Answer } from './answer.ts';
import type { Fault } from './fault.ts';
import type { Wire } from './wire.ts';

/** How the length of a body is told, whatever the regular answer does. */
export type Framing = 'length' | 'chunked' | 'regular';

/** The answer comes that many milliseconds late. */
export function delayed(milliseconds: number): Fault {
	return { name: `delayed ${milliseconds} ms`, delayMs: milliseconds };
}

/** The connection is reset before anything is sent. */
export function reset(): Fault {
	return { name: 'reset', deliver: (_answer, wire) => wire.reset() };
}

/** Nothing is ever sent; the connection stays open. */
export function neverAnswers(): Fault {
	return { name: 'never answers', deliver: async (_answer, wire) => await wire.stall() };
}

/** Headers, then nothing more. */
export function stallsAfterHeaders(): Fault {
	return {
		name: 'stalls after headers',
		deliver: async (answer, wire) => {
			wire.head(answer, answer.body.length);
			wire.flushHead();
			await wire.stall();
		},
	};
}

/** Sends the headers and the first bytes of the body. Stops reading the body there, so that an endless one will do. */
async function sendStart(
	answer: Answer,
	wire: Wire,
	bytes: number,
	framing: Framing,
): Promise<void> {
	const { body } = answer;
	const announced = {
		regular: () => body.length,
		chunked: () => undefined,
		length: async () => await lengthOf(body),
	};
	wire.head(answer, await announced[framing]());
	wire.flushHead();
	let left = bytes;
	for await (const chunk of body.chunks()) {
		await wire.write(chunk.subarray(0, left));
		left -= chunk.length;
		if (left <= 0 || wire.isGone) return;
	}
}

/**
 * The connection closes after that many bytes of the body.
 *
 * @param framing `length` announces the whole body's `Content-Length`, `chunked` sends no last chunk
 */
export function closesAfter(bytes: number, framing: Framing = 'regular'): Fault {
	return {
		name: `closes after ${bytes} bytes (${framing})`,
		deliver: async (answer, wire) => {
			await sendStart(answer, wire, bytes, framing);
			await wire.cut();
		},
	};
}

/** That many bytes of the body, then nothing more; the connection stays open. */
export function stallsAfter(bytes: number, framing: Framing = 'regular'): Fault {
	return {
		name: `stalls after ${bytes} bytes (${framing})`,
		deliver: async (answer, wire) => {
			await sendStart(answer, wire, bytes, framing);
			await wire.stall();
		},
	};
}

/** Half of the body, then nothing more; the connection stays open. */
export function stallsHalfway(): Fault {
	return {
		name: 'stalls halfway',
		deliver: async (answer, wire) => {
			const length = await lengthOf(answer.body);
			await sendStart(answer, wire, Math.floor(length / 2), 'regular');
			await wire.stall();
		},
	};
}

/** The body drips: that many bytes, a pause of that many milliseconds, and so on to its end. */
export function drips(bytes: number, everyMs: number): Fault {
	return {
		name: `drips ${bytes} bytes every ${everyMs} ms`,
		deliver: async (answer, wire) => {
			wire.head(answer, answer.body.length);
			wire.flushHead();
			for await (const chunk of answer.body.chunks()) {
				for (let start = 0; start < chunk.length && !wire.isGone; start += bytes) {
					await wire.write(chunk.subarray(start, start + bytes));
					await wire.sleep(everyMs);
				}
			}
			wire.end();
		},
	};
}

/** A `Content-Disposition` with bytes that no HTTP library would let out: control characters, unpaired quotes. */
export function rawContentDisposition(value: string): Fault {
	return {
		name: 'raw Content-Disposition',
		deliver: async (answer, wire) => {
			const body = await collect(answer.body);
			const head = [
				`HTTP/1.1 ${answer.status} OK`,
				...Object.entries(answer.headers).map(([name, content]) => `${name}: ${content}`),
				`Content-Disposition: ${value}`,
				`Content-Length: ${body.length}`,
				'Connection: close',
			];
			wire.raw(`${head.join('\r\n')}\r\n\r\n${body.toString('latin1')}`);
		},
	};
}
