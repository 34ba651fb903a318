import { access, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { InstalledN8n } from '../n8n/installN8n.ts';

const collectTimeout = 30_000;

/**
 * How V8 collects: `regular` leaves compiled code and empty memory where they are, `last-resort`
 * gives all of it back to the system.
 */
export type Flavor = 'regular' | 'last-resort';

/** An n8n that collects its garbage when told to. */
export interface SettlingN8n {
	/** To be started instead of n8n's own script, which it runs. */
	n8n: InstalledN8n;
	/** Has the running n8n collect all of its garbage, and waits until it has. */
	settle(pid: number, flavor: Flavor): Promise<void>;
}

setFlagsFromString('--expose-gc');
const collectHere = runInNewContext('gc') as () => void;

/** The file `wish` says how to collect, and goes when that is done. */
function script(bin: string, wish: string): string {
	return [
		"const { readFileSync, unlinkSync } = require('node:fs');",
		"require('node:v8').setFlagsFromString('--expose-gc');",
		"const collect = require('node:vm').runInNewContext('gc');",
		`const wish = ${JSON.stringify(wish)};`,
		"process.on('SIGUSR2', () => {",
		"	const flavor = readFileSync(wish, 'utf8');",
		"	collect({ type: 'major', execution: 'sync', flavor });",
		'	unlinkSync(wish);',
		'});',
		`require(${JSON.stringify(bin)});`,
	].join('\n');
}

/**
 * Whoever runs second would otherwise pay for the garbage of whoever ran first: in time, for
 * collecting it, and in memory, for V8 collects late on a machine that has plenty.
 */
export async function makeSettling(n8n: InstalledN8n, folder: string): Promise<SettlingN8n> {
	const bin = join(folder, 'n8n-that-settles.cjs');
	const wish = join(folder, 'settle');
	await writeFile(bin, script(n8n.bin, wish));
	const isPending = async () =>
		await access(wish).then(
			() => true,
			() => false,
		);
	return {
		n8n: { ...n8n, bin },
		settle: async (pid, flavor) => {
			// The bare client's garbage is in this process, and collecting it would disturb the next.
			collectHere();
			await writeFile(wish, flavor);
			process.kill(pid, 'SIGUSR2');
			const giveUp = Date.now() + collectTimeout;
			while (await isPending()) {
				if (Date.now() > giveUp) throw new Error('n8n did not collect its garbage in time');
				await wait(20);
			}
		},
	};
}
