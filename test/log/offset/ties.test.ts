import type { AuditEntry } from '../../../nodes/UiPathAudit/log/entry';
import { LogError } from '../../../nodes/UiPathAudit/log/logError';
import type {
	LogReader,
	PageAnswer,
	PageRequest,
} from '../../../nodes/UiPathAudit/log/offset/page';
import type { Selection } from '../../../nodes/UiPathAudit/log/select';
import { readEntries } from './readEntries';
import { selectionOf } from './hostileLog';

/** A log at rest whose entries of one time come in an order that a function decides. */
class TiedLog implements LogReader {
	readonly timeProperty = 'createdOn';
	private readonly rows: Array<{ id: number; time: number; entry: AuditEntry }>;
	private answers = 0;

	constructor(
		times: number[],
		private readonly clamp: number,
		private readonly orderKey: (id: number, request: PageRequest, answer: number) => number,
	) {
		this.rows = times.map((time, id) => ({
			id,
			time,
			entry: {
				createdOn: `2024-01-01T00:00:00.${String(time).padStart(7, '0')}Z`,
				message: `${id}`,
			},
		}));
	}

	async read(request: PageRequest): Promise<PageAnswer> {
		const answer = this.answers++;
		const key = (id: number) => this.orderKey(id, request, answer);
		const rows = this.rows.slice().sort((a, b) => a.time - b.time || key(a.id) - key(b.id));
		if (request.order === 'desc') rows.reverse();
		const top = Math.min(request.top, this.clamp);
		const entries = rows.slice(request.skip, request.skip + top).map(({ entry }) => entry);
		return await Promise.resolve({ entries, totalCount: this.rows.length });
	}
}

const selection = (chosen: Partial<Selection>) => selectionOf({ concurrency: 3, ...chosen });

const mixed = (id: number, salt: number) =>
	Math.imul((id + 1) * 2_654_435_761 + salt, 40_503) >>> 0;

/** Forty entries of one time between ten older and ten newer ones. */
const times = Array.from({ length: 60 }, (_, i) => (i < 10 ? i : i < 50 ? 100 : 1_000 + i));

async function idsOrRefusal(
	log: LogReader,
	chosen: Partial<Selection>,
): Promise<number[] | string> {
	try {
		const entries = await readEntries(log, selection(chosen));
		return entries.map(({ message }) => Number(message)).sort((a, b) => a - b);
	} catch (error) {
		if (error instanceof LogError) return error.kind;
		throw error;
	}
}

describe('entries of one time that do not fit in a page', () => {
	const all = times.map((_, id) => id);

	it('come out once each where the server keeps their order', async () => {
		for (const order of ['asc', 'desc'] as const) {
			expect(await idsOrRefusal(new TiedLog(times, 7, (id) => mixed(id, 1)), { order })).toEqual(
				all,
			);
		}
	});

	it('come out once each where every answer has another order', async () => {
		const log = new TiedLog(times, 25, (id, _request, answer) => mixed(id, answer));
		expect(await idsOrRefusal(log, {})).toEqual(all);
	});

	it.each([5, 7, 10, 25])(
		'come out once each or not at all where the order depends on the request (pages of %i)',
		async (clamp) => {
			for (let salt = 0; salt < 20; salt++) {
				const log = new TiedLog(times, clamp, (id, { skip, top }) =>
					mixed(id, salt + skip * 31 + top),
				);
				expect([all, 'unstable-ties', 'moving']).toContainEqual(await idsOrRefusal(log, {}));
			}
		},
	);

	it.each([5, 10, 25])(
		'come out once each or not at all where two servers answer in turn (pages of %i)',
		async (clamp) => {
			for (let salt = 0; salt < 20; salt++) {
				const log = new TiedLog(times, clamp, (id, _request, answer) =>
					mixed(id, salt + (answer % 2)),
				);
				expect([all, 'unstable-ties', 'moving']).toContainEqual(await idsOrRefusal(log, {}));
			}
		},
	);

	it('are skipped like any others', async () => {
		for (const order of ['asc', 'desc'] as const) {
			for (const skip of [5, 12, 30, 55]) {
				const log = new TiedLog(times, 7, (id) => id);
				const ids = await idsOrRefusal(log, { order, skip, limit: 20 });
				const ordered = order === 'asc' ? all : all.slice().reverse();
				const due = ordered.slice(skip, skip + 20);
				const outside = (id: number) => id < 10 || id >= 50;
				expect(ids).toHaveLength(due.length);
				expect((ids as number[]).filter(outside)).toEqual(
					due.filter(outside).sort((a, b) => a - b),
				);
			}
		}
	});
});

describe('a count that is too low', () => {
	it('does not end reading from the oldest entry early', async () => {
		const log = new TiedLog(
			Array.from({ length: 20 }, (_, i) => i),
			7,
			(id) => id,
		);
		const falsified: LogReader = {
			timeProperty: 'createdOn',
			read: async (request) => ({ ...(await log.read(request)), totalCount: 15 }),
		};
		expect(await idsOrRefusal(falsified, { order: 'asc', limit: 5_000 })).toHaveLength(20);
	});
});

describe('a first page without rows', () => {
	it('is asked for again, and is not taken for a skip of nothing', async () => {
		const log = new TiedLog(times, 100, (id) => id);
		let answers = 0;
		const hiccup: LogReader = {
			timeProperty: 'createdOn',
			read: async (request) => {
				const answer = await log.read(request);
				return answers++ === 0 ? { ...answer, entries: [] } : answer;
			},
		};
		expect(await idsOrRefusal(hiccup, { skip: 40, limit: 5 })).toEqual([15, 16, 17, 18, 19]);
	});
});
