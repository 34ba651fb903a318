import { createHash } from 'crypto';
import { makeStream, type ByteStream } from './http/body';
import { ServiceError } from './uiPathError';

/** Takes a file's bytes in, and gives what it made of them; fails if the stream fails. */
export type Store<Stored> = (bytes: ByteStream) => Promise<Stored>;

/**
 * Has bytes stored as they come. Where they fail, the stream fails, so that whoever stores them drops
 * what there is.
 *
 * @returns what the store made of them
 * @throws what the bytes fail with, ServiceError `not-stored` where `store` fails, or the ServiceError
 *   that it fails with
 */
export async function storeBytes<Stored>(
	bytes: AsyncGenerator<Uint8Array>,
	store: Store<Stored>,
): Promise<Stored> {
	const failures: Error[] = [];
	// Every hash is a stream of Node.js's, and so a way to make another.
	const stream = makeStream(createHash('sha256'), noteFailure(bytes, failures));
	// A failure is told by whoever reads the stream; one that comes before there is a reader must
	// not bring the process down.
	stream.on('error', () => undefined);
	return await store(stream).catch(
		async (error: unknown) => await Promise.reject(failures[0] ?? toStoreError(error)),
	);
}

async function* noteFailure(
	bytes: AsyncGenerator<Uint8Array>,
	failures: Error[],
): AsyncGenerator<Uint8Array> {
	const noteAndFail = async (error: Error): Promise<never> => {
		failures.push(error);
		return await Promise.reject(error);
	};
	try {
		for (;;) {
			const part = await bytes.next().catch(noteAndFail);
			if (part.done) return;
			yield part.value;
		}
	} finally {
		// Whoever stores them may have let go of the stream.
		await bytes.return(undefined);
	}
}

function toStoreError(error: unknown): ServiceError {
	if (error instanceof ServiceError) return error;
	const said = error instanceof Error ? error.message : String(error);
	return new ServiceError('not-stored', { said });
}
