import { HttpError } from '../uipath/http/httpError';
import { makeNodeAccess, withConnection } from '../uipath/withConnection';
import type { ItemRun, Resource } from './operation';
import { PartError } from './partError';

/** Milliseconds that the other logs may take; what they say only adds to an error that is known. */
export const MAX_PROBE_MS = 10_000;

/**
 * Finds out whether a token that has been refused may read another log: then it is a good one, and the
 * user learns what it lacks.
 *
 * @param refusal what the operation failed with
 * @returns the other log's name in a sentence; undefined where there is none, or nothing was refused
 */
export async function findReadableLog(
	{ context, itemIndex, authentication }: ItemRun,
	refusal: unknown,
	{ otherLogs }: Resource,
	resources: Record<string, Resource>,
): Promise<string | undefined> {
	if (!isRefusal(refusal)) return undefined;
	const access = makeNodeAccess(context, {
		...{ itemIndex, authentication, timeoutMs: MAX_PROBE_MS, concurrency: 1 },
		deadline: Date.now() + MAX_PROBE_MS,
		cancelled: context.getExecutionCancelSignal(),
	});
	for (const name of otherLogs) {
		const other = resources[name];
		// What is told is the refusal; whatever the other log says only adds to it.
		const place = other && (await withConnection(access, other.probe).catch(() => undefined));
		if (place !== undefined) return other?.words.name;
	}
	return undefined;
}

/** Whether an error says that a token may not read a log. */
export function isRefusal(error: unknown): boolean {
	if (error instanceof PartError) return isRefusal(error.reason);
	const isRefused = (kind: string) => kind === 'token-refused' || kind === 'access-refused';
	return error instanceof HttpError && isRefused(error.kind);
}
