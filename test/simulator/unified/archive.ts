import { collect } from '../answer.ts';
import { TICKS_PER_MS } from '../time.ts';
import type { Identity } from '../view.ts';
import type { UnifiedLog } from './log.ts';
import type { Days, StoreOptions } from './options.ts';
import { positionFrom } from './order.ts';
import { storedEvent } from './storeFields.ts';
import { deflatedFile, squeezedFile, storedFile, zip } from './zip.ts';
import type { ZipFile } from './zip.ts';

const TICKS_PER_DAY = 86_400_000 * TICKS_PER_MS;
const BLOCK_BYTES = 64 * 1024;
/** Events that `filling: 'repeated'` repeats. */
const REPEATED_EVENTS = 100;

/** Names that lead out of a folder or cannot be files; the last two are equal. */
const HOSTILE_NAMES = [
	'../../etc/passwd.txt',
	'C:\\x.txt',
	'/etc/cron.d/evil.txt',
	'..\\..\\windows\\win.txt',
	'a/./b/../../../c.txt',
	'nul\u0000byte.txt',
	'con.txt',
	`${'x'.repeat(5_000)}.txt`,
	'__proto__.txt',
	'same.txt',
	'same.txt',
] as const;

/** Whether a switch holds for that day. */
function holds(days: Days | undefined, day: string): boolean {
	return typeof days === 'object' ? days.includes(day) : days === true;
}

/** The UTC day of an instant. */
function dayOf(log: UnifiedLog, instant: number): string {
	return log.timeText(instant).slice(0, 10);
}

/** The days from one to the other, both inclusive. */
export function daysBetween(first: string, last: string): string[] {
	const days: string[] = [];
	for (let ms = Date.parse(first); ms <= Date.parse(last); ms += 86_400_000)
		days.push(new Date(ms).toISOString().slice(0, 10));
	return days;
}

/**
 * The events of a UTC day that the store has, oldest first: also those that retention has removed from the live log.
 *
 * @throws RangeError when it is no day
 */
export function archivedOn(log: UnifiedLog, day: string, options: StoreOptions): Identity[] {
	const start = log.parse(day);
	if (start === undefined) throw new RangeError(`'${day}' is no day`);
	const newest = log.newestInstant ?? 0;
	const { days = 730, lastDays = 'whole' } = options;
	if (start + TICKS_PER_DAY <= newest - days * TICKS_PER_DAY) return [];
	const isLast = day === dayOf(log, newest) || day === dayOf(log, newest - TICKS_PER_DAY);
	if (isLast && lastDays === 'missing') return [];
	const view = log.history.unremoved;
	const end = positionFrom(log, view, start + TICKS_PER_DAY);
	const identities: Identity[] = [];
	const step = isLast && lastDays === 'partial' ? 2 : 1;
	for (let position = positionFrom(log, view, start); position < end; position += step)
		identities.push(view.at(position));
	return identities;
}

function jsonOf(log: UnifiedLog, identities: readonly Identity[], options: StoreOptions): string {
	return JSON.stringify(identities.map((identity) => storedEvent(log.event(identity), options)));
}

/** An array of at least that many bytes: an opening, a block over and over, a closing. */
function* filled(
	opening: string,
	block: string,
	closing: string,
	bytes: number,
): Generator<Buffer> {
	yield Buffer.from(opening);
	const once = Buffer.from(block);
	const large = Buffer.concat(
		Array.from({ length: Math.ceil(BLOCK_BYTES / once.length) }, () => once),
	);
	let left = bytes;
	for (; left > 0; left -= large.length) yield large;
	yield Buffer.from(closing);
}

function fillingFile(
	log: UnifiedLog,
	day: string,
	identities: readonly Identity[],
	options: StoreOptions,
): ZipFile | undefined {
	const { bytes = 0, filling = 'blank' } = options;
	const wanted = typeof bytes === 'number' ? bytes : (bytes[day] ?? 0);
	if (wanted === 0) return undefined;
	const name = `${day}-filling.txt`;
	if (filling === 'blank') return storedFile(name, () => filled('[', ' ', ']', wanted));
	const some = jsonOf(log, identities.slice(0, REPEATED_EVENTS), options).slice(1, -1);
	return storedFile(name, () => filled(`[${some}`, `,${some}`, ']', wanted));
}

/** The `.txt` files with the events of a day. */
function* eventFiles(
	log: UnifiedLog,
	day: string,
	identities: readonly Identity[],
	options: StoreOptions,
): Generator<ZipFile> {
	const isHostile = holds(options.hostileNames, day);
	// Each hostile name has its turn, however few events there are.
	const size = isHostile
		? Math.ceil(identities.length / HOSTILE_NAMES.length)
		: (options.eventsPerFile ?? 1_000);
	for (let start = 0, file = 0; start < identities.length; start += size, file++) {
		const name = (isHostile ? HOSTILE_NAMES[file] : undefined) ?? `${day}-${file}.txt`;
		const json = jsonOf(log, identities.slice(start, start + size), options);
		yield deflatedFile(name, Buffer.from(json));
	}
}

async function zipFile(
	name: string,
	files: Iterable<ZipFile>,
	{ descriptors }: StoreOptions,
): Promise<ZipFile> {
	return deflatedFile(name, await collect({ chunks: () => zip(files, descriptors) }));
}

/** What a day's ZIP holds. */
async function* filesOf(
	log: UnifiedLog,
	day: string,
	options: StoreOptions,
): AsyncGenerator<ZipFile> {
	const identities = archivedOn(log, day, options);
	if (identities.length === 0) return;
	const files = eventFiles(log, day, identities, options);
	if (holds(options.deep, day)) {
		const { depth = 20 } = options;
		let file = await zipFile(`${day}-${depth}.zip`, files, options);
		for (let level = depth - 1; level > 0; level--)
			file = await zipFile(`${day}-${level}.zip`, [file], options);
		yield file;
	} else if (holds(options.nested, day)) {
		yield await zipFile(`${day}.zip`, files, options);
	} else {
		yield* files;
	}
	if (holds(options.bombs, day)) {
		const { bombBytes = 300_000_000 } = options;
		yield await squeezedFile(`${day}-bomb.txt`, () => filled('[', ' ', ']', bombBytes));
	}
	const filling = fillingFile(log, day, identities, options);
	if (filling !== undefined) yield filling;
}

/** The bytes of the ZIP with the events of those days; made while they are read. */
export function archiveOf(
	log: UnifiedLog,
	days: readonly string[],
	options: StoreOptions,
): AsyncGenerator<Buffer> {
	const files = async function* (): AsyncGenerator<ZipFile> {
		for (const day of days) yield* filesOf(log, day, options);
	};
	return zip(files(), options.descriptors);
}
