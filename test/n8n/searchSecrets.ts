import { readFile, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** Where a secret stands, and in which spelling. */
export interface Find {
	place: string;
	spelling: string;
}

/**
 * A secret as it could be written down: as it is, URL-encoded, inside a JSON text, and in base64,
 * where it may be a part of something longer (as in HTTP Basic), so at each of the three positions.
 */
export function spellingsOf(secret: string): string[] {
	const form = new URLSearchParams({ secret }).toString().slice('secret='.length);
	const json = JSON.stringify(secret).slice(1, -1);
	const encoded = [0, 1, 2].map((offset) => inBase64(secret, offset));
	const urlSafe = encoded.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'));
	return [...new Set([secret, encodeURIComponent(secret), form, json, ...encoded, ...urlSafe])];
}

/** The characters that depend on the secret alone, whatever stands before and after it. */
function inBase64(secret: string, offset: number): string {
	const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]);
	const whole = bytes.toString('base64').replace(/=+$/, '');
	const start = Math.ceil((offset * 8) / 6);
	return whole.slice(start, Math.floor((bytes.length * 8) / 6));
}

/** Enough of a secret to be of use, and too much to be there by chance. */
const telltale = 12;

/** Looks for every spelling of every secret; one that was cut off is a find as well. */
export function findIn(content: string | Buffer, place: string, secrets: string[]): Find[] {
	const starts = secrets.flatMap(spellingsOf).map((spelling) => spelling.slice(0, telltale));
	return [...new Set(starts)]
		.filter((spelling) => content.includes(spelling))
		.map((spelling) => ({ place, spelling }));
}

/** Every file that n8n keeps below its user folder; the installed package itself is none of it. */
export async function keptFiles(home: string): Promise<string[]> {
	const entries = await readdir(home, { recursive: true, withFileTypes: true });
	return entries
		.filter((entry) => entry.isFile())
		.map(({ parentPath, name }) => relative(home, join(parentPath, name)))
		.filter((path) => !path.startsWith(join('.n8n', 'nodes')));
}

/** Looks into every file that n8n keeps: database with its log, executions, binary data, logs. */
export async function findInFiles(home: string, secrets: string[]): Promise<Find[]> {
	const finds: Find[] = [];
	for (const path of await keptFiles(home)) {
		finds.push(...findIn(await readFile(join(home, path)), path, secrets));
	}
	return finds;
}
