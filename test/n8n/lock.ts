import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { step } from './progress.ts';

const heartbeat = 5_000;
const staleAfter = 60_000;

interface Holder {
	pid: number;
	token: string;
}

/** Removes itself; safe to call twice. */
export type Release = () => Promise<void>;

async function readHolder(file: string): Promise<Holder | undefined> {
	try {
		const [pid, token] = (await readFile(file, 'utf8')).split(' ');
		return { pid: Number(pid), token: token ?? '' };
	} catch {
		return undefined;
	}
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		// EPERM: there is such a process, it only belongs to somebody else.
		return error instanceof Error && 'code' in error && error.code === 'EPERM';
	}
}

/** Left behind by a process that was killed, or whose number now belongs to another. */
async function isStale(file: string, holder: Holder): Promise<boolean> {
	if (!isAlive(holder.pid)) return true;
	try {
		return Date.now() - (await stat(file)).mtimeMs > staleAfter;
	} catch {
		return false;
	}
}

async function tryOnce(file: string, token: string): Promise<boolean> {
	const content = `${process.pid} ${token}`;
	try {
		await writeFile(file, content, { flag: 'wx' });
		return true;
	} catch (error) {
		if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
	}
	const holder = await readHolder(file);
	if (holder === undefined || !(await isStale(file, holder))) return false;
	// Several may find the stale lock at once: each replaces it, and the one whose name stays has it.
	const mine = `${file}.${token}`;
	await writeFile(mine, content);
	await rename(mine, file);
	await wait(250);
	return (await readHolder(file))?.token === token;
}

/** Takes a lock that is shared between processes, or returns undefined when another one holds it. */
export async function tryLock(file: string): Promise<Release | undefined> {
	await mkdir(dirname(file), { recursive: true });
	const token = randomUUID();
	if (!(await tryOnce(file, token))) return undefined;
	const beat = setInterval(() => {
		const now = new Date();
		utimes(file, now, now).catch(() => undefined);
	}, heartbeat);
	beat.unref();
	return async () => {
		clearInterval(beat);
		if ((await readHolder(file))?.token === token) await rm(file, { force: true });
	};
}

async function waitForLock(file: string): Promise<Release> {
	for (;;) {
		await wait(500);
		const release = await tryLock(file);
		if (release !== undefined) return release;
	}
}

/** Runs `work` while no other process does `what`, that is, holds the same lock. */
export async function withLock<T>(file: string, what: string, work: () => Promise<T>): Promise<T> {
	const release =
		(await tryLock(file)) ??
		(await step(`Waiting for another process that is ${what}`, () => waitForLock(file)));
	try {
		return await work();
	} finally {
		await release();
	}
}
