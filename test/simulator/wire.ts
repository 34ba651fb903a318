import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Answer } from './answer.ts';

/** Told of what goes out. */
export interface WireListener {
	onHead(status: number): void;
	onBytes(count: number): void;
}

/**
 * The connection that one answer goes out on. Writing waits for the reader (backpressure), and everything that waits
 * ends when the reader is gone.
 */
export class Wire {
	private readonly response: ServerResponse;
	private readonly listener: WireListener;
	private readonly gone = new AbortController();

	constructor(response: ServerResponse, listener: WireListener) {
		this.response = response;
		this.listener = listener;
		response.on('close', () => this.gone.abort());
		// Writing to a connection that the client has just closed is no failure of the simulator's.
		response.on('error', () => this.gone.abort());
	}

	get isGone(): boolean {
		return this.gone.signal.aborted;
	}

	/** Sets the status and the headers; they leave with the body. @param length announced; without it: chunked */
	head(answer: Answer, length: number | undefined): void {
		if (this.isGone) return;
		const framing =
			length === undefined || answer.status === 204 ? {} : { 'Content-Length': String(length) };
		this.response.writeHead(answer.status, { ...answer.headers, ...framing });
		this.listener.onHead(answer.status);
	}

	/** Sends the headers before there is a body. */
	flushHead(): void {
		this.response.flushHeaders();
	}

	/** Sends a piece of the body; resolves when the connection takes more. */
	async write(chunk: Buffer): Promise<void> {
		if (this.isGone || chunk.length === 0) return;
		const takesMore = this.response.write(chunk);
		this.listener.onBytes(chunk.length);
		if (!takesMore) await this.drained();
	}

	/** Sends all of it, as a healthy server does. */
	async send(answer: Answer): Promise<void> {
		this.head(answer, answer.body.length);
		for await (const chunk of answer.body.chunks()) {
			if (this.isGone) return;
			await this.write(chunk);
		}
		this.response.end();
	}

	/** Completes the answer. */
	end(): void {
		this.response.end();
	}

	/** Bytes past everything that Node.js checks, straight to the socket; then the connection closes. */
	raw(bytes: string): void {
		this.response.socket?.end(bytes, 'latin1');
	}

	/** Closes the connection once what was written has left, without completing the answer. */
	async cut(): Promise<void> {
		if (this.isGone) return;
		const { socket } = this.response;
		await new Promise<void>((resolve) => {
			this.whenGone(resolve);
			socket?.write('', () => resolve());
		});
		socket?.destroy();
	}

	/** Resets the connection (TCP RST; over TLS, which has no way to ask for one, it just closes). */
	reset(): void {
		const { socket } = this.response;
		if (socket === null) return;
		if ('encrypted' in socket) socket.destroy();
		else socket.resetAndDestroy();
	}

	/** Waits; shorter when the reader goes away. */
	async sleep(milliseconds: number): Promise<void> {
		if (milliseconds <= 0 || this.isGone) return;
		await delay(milliseconds, undefined, { signal: this.gone.signal }).catch(() => undefined);
	}

	/** Does nothing until the reader goes away. */
	async stall(): Promise<void> {
		if (this.isGone) return;
		await new Promise<void>((resolve) => this.whenGone(resolve));
	}

	private async drained(): Promise<void> {
		await new Promise<void>((resolve) => {
			const done = () => {
				this.response.off('drain', done);
				this.gone.signal.removeEventListener('abort', done);
				resolve();
			};
			this.response.on('drain', done);
			this.whenGone(done);
		});
	}

	private whenGone(callback: () => void): void {
		this.gone.signal.addEventListener('abort', callback, { once: true });
	}
}
