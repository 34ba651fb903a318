import type { CursorAnswer, WindowRequest } from '../../../nodes/UiPathAudit/log/cursor/page';
import { EventLog, makeEvent, PLAIN, type Event } from './eventLog';
import { readAll } from './readAll';

/** What an attack with a server of its own has found; see the closing note of issue 12. */
describe('a log with ids under attack', () => {
	it('drops nothing that an answer has shown, though others do not know of it', async () => {
		const events = Array.from({ length: 30 }, (_, number) =>
			makeEvent(5_000 - 30 * number, `event-${number}`, 1 + number),
		);
		// Bounds cut off to a second make the reader set answers aside and follow cursors.
		const log = new EventLog(events, { ...PLAIN, max: 10, digits: 0 });
		const readOlder = log.readOlder.bind(log);
		log.readOlder = async (cursor): Promise<CursorAnswer> => {
			const { entries, older } = await readOlder(cursor);
			return { entries: entries.filter(({ id }) => id !== 'event-25'), older };
		};
		const shown = new Set<unknown>();
		const readWindow = log.readWindow.bind(log);
		log.readWindow = async (request) => {
			const answer = await readWindow(request);
			for (const { id } of answer.entries) shown.add(id);
			return answer;
		};
		const { entries } = await readAll(log, { concurrency: 1 });
		const got = new Set(entries.map(({ id }) => id));
		expect([...shown].filter((id) => !got.has(id))).toEqual([]);
	});

	it.each([3, 0])(
		'is read whole where bounds are rounded up to %d digits of a second',
		async (digits) => {
			const events = Array.from({ length: 300 }, (_, number) =>
				makeEvent(2_000, `${number}`, number),
			);
			const log = new EventLog(events, { ...PLAIN, max: 20 });
			const readWindow = log.readWindow.bind(log);
			log.readWindow = async ({ from, to, top }: WindowRequest) =>
				await readWindow({ from, top, to: roundUp(to, digits) });
			const { entries } = await readAll(log);
			expect(new Set(entries.map(({ id }) => id)).size).toBe(events.length);
			expect(entries).toHaveLength(events.length);
		},
	);

	it('is read whole where a silence of a year takes an answer for each day', async () => {
		const log = new EventLog([makeEvent(0, 'old'), makeEvent(365 * 86_400_000, 'new')]);
		const readWindow = log.readWindow.bind(log);
		let days = 0;
		log.readWindow = async (request) => {
			const { entries } = await readWindow(request);
			return { entries: entries.filter(({ id }) => id === 'new'), older: 'day 0' };
		};
		log.readOlder = async () => {
			days++;
			const old = { entries: [toEntry(makeEvent(0, 'old'))], older: undefined };
			return await Promise.resolve(days < 365 ? { entries: [], older: `day ${days}` } : old);
		};
		const { entries } = await readAll(log, { concurrency: 1 });
		expect(entries.map(({ id }) => id)).toEqual(['new', 'old']);
	});

	it('is refused where cursors go by ids and entries of one time do not', async () => {
		// In order of arrival; the page ends with the least id, so that no entry comes twice.
		const ids = Array.from({ length: 260 }, (_, number) => String(1_000 + ((number * 37) % 260)));
		ids.splice(199, 1, '0');
		const tied = ids.map((id) => makeEvent(5_000, id));
		const log = new EventLog([]);
		const answer = (events: Event[], top: number): CursorAnswer => {
			const page = events.slice(0, top);
			const older = events.length > top ? JSON.stringify([page.at(-1)?.id, top]) : undefined;
			return { entries: page.map(toEntry), older };
		};
		log.readWindow = async ({ top }) => await Promise.resolve(answer(tied, top));
		log.readOlder = async (cursor) => {
			const [id = '', top] = JSON.parse(cursor) as [string, number];
			return await Promise.resolve(
				answer(
					tied.filter((event) => event.id < id),
					top,
				),
			);
		};
		const reading = readAll(log, { concurrency: 1 });
		await expect(reading).rejects.toMatchObject({ kind: 'unstable-ties' });
	});

	it('takes a full page without a cursor for the last one only when it is', async () => {
		const events = Array.from({ length: 1_000 }, (_, number) =>
			makeEvent(60 * number, `${number}`),
		);
		const log = new EventLog(events);
		const readWindow = log.readWindow.bind(log);
		log.readWindow = async (request) => ({ ...(await readWindow(request)), older: undefined });
		const { entries } = await readAll(log, { concurrency: 1 });
		expect(entries).toHaveLength(events.length);
	});
});

function toEntry({ id, at }: Event): Record<string, unknown> {
	return { id, createdOn: `${at}Z` };
}

/** The next time with so few digits. */
function roundUp(bound: string, digits: number): string {
	if (!bound.includes('.')) return bound;
	const kept = `${bound.slice(0, 20 + digits).padEnd(20, '0')}`.replace(/\.$/, '');
	const floor = Date.parse(`${kept}Z`);
	const cut = `${new Date(floor).toISOString().slice(0, -1)}0000`;
	if (cut === bound) return bound;
	return `${new Date(floor + (digits === 3 ? 1 : 1_000)).toISOString().slice(0, -1)}0000`;
}
