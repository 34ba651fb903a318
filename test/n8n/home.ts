import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tryLock, type Release } from './lock.ts';
import type { Owner } from './n8nApi.ts';
import { stateRoot } from './paths.ts';

/** A user folder of n8n's that no other process uses. */
export interface Home {
	folder: string;
	release: Release;
}

/**
 * The demonstration's user folder, kept from start to start. While another start uses it, the next
 * one is taken: two n8n must not share a database.
 */
export async function claimDemoHome(): Promise<Home> {
	for (let number = 1; number < 10; number += 1) {
		const folder = join(stateRoot, number === 1 ? 'n8n-home' : `n8n-home-${number}`);
		const release = await tryLock(`${folder}.lock`);
		if (release === undefined) continue;
		await mkdir(folder, { recursive: true });
		return { folder, release };
	}
	throw new Error(`Too many demonstrations at once (see ${stateRoot})`);
}

/** A new, empty user folder that goes when it is released. */
export async function makeFreshHome(purpose: string): Promise<Home> {
	await mkdir(stateRoot, { recursive: true });
	const folder = await mkdtemp(join(stateRoot, `${purpose}-`));
	const release = async (): Promise<void> => {
		await rm(folder, { recursive: true, force: true, maxRetries: 5 });
	};
	return { folder, release };
}

/** The log-in of an n8n user folder: made up once, then kept beside the database that knows it. */
export async function ownerOf(home: string): Promise<Owner> {
	const file = join(home, 'log-in.json');
	try {
		return JSON.parse(await readFile(file, 'utf8')) as Owner;
	} catch {
		// n8n asks for a capital letter and a digit.
		const password = `Audit1-${randomBytes(6).toString('hex')}`;
		const owner: Owner = { email: 'demo@example.com', password };
		await writeFile(file, JSON.stringify(owner), { mode: 0o600 });
		return owner;
	}
}
