import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { auditNode, runAudit, type UsableCredential } from './auditRun.ts';
import type { Execution } from './execution.ts';
import { peakMegabytes, resetPeak } from './peakMemory.ts';
import { keptFiles } from './searchSecrets.ts';
import type { TestServer } from './testServer.ts';

/** What one run of a workflow came to; memory in megabytes. */
export interface MeasuredRun {
	/** Most held while it ran. */
	peak: number;
	/** How much of it was not held before. */
	rise: number;
	/** Of n8n's file with the bytes of the first item. */
	path: string;
	execution: Execution;
}

/** Runs the audit node as `runAudit` does, and measures what memory that takes. */
export async function measureRun(
	n8n: TestServer,
	credential: UsableCredential,
	parameters: Record<string, unknown>,
): Promise<MeasuredRun> {
	const { pid } = n8n.server;
	// What an earlier run left to clean up is not this one's.
	await wait(2_500);
	await resetPeak(pid);
	const idle = await peakMegabytes(pid);
	const execution = await runAudit(n8n.api, credential, parameters);
	const peak = await peakMegabytes(pid);
	const name = basename(execution.items(auditNode)[0]?.binary?.['data']?.id ?? '');
	const file = (await keptFiles(n8n.home)).find((path) => basename(path) === name) ?? '';
	return { peak, rise: peak - idle, path: join(n8n.home, file), execution };
}

/** The SHA-256 of bytes that are never held as a whole. */
export async function sha256Of(bytes: AsyncIterable<Uint8Array>): Promise<string> {
	const hash = createHash('sha256');
	await pipeline(bytes, hash);
	return hash.digest('hex');
}
