import type { AuditEntry, Simulator, SimulatorOptions } from './index.ts';
import { startSimulator } from './index.ts';

interface Page {
	totalCount: number;
	results: AuditEntry[];
}

describe('simulator', () => {
	let simulator: Simulator;

	async function start(options: SimulatorOptions = {}): Promise<void> {
		simulator = await startSimulator(options);
	}

	async function ask(path: string, token = simulator.token): Promise<Response> {
		const url = `${simulator.origin}/${simulator.organization}/audit_/api/auditlogs${path}`;
		return await fetch(url, { headers: { Authorization: `Bearer ${token}` }, redirect: 'manual' });
	}

	async function page(query: string): Promise<Page> {
		const response = await ask(`?${query}`);
		expect(response.status).toBe(200);
		return (await response.json()) as Page;
	}

	afterEach(async () => {
		await simulator.close();
	});

	describe('paging', () => {
		it('serves top, skip and both orders', async () => {
			await start({ entries: 25 });
			const truth = simulator.log.snapshot();
			expect(await page('top=10&skip=20&sortBy=createdOn&sortOrder=asc')).toEqual({
				totalCount: 25,
				results: truth.slice(20),
			});
			expect((await page('top=3')).results).toEqual(truth.slice(-3).reverse());
		});

		it('clamps top silently, and moves its default order', async () => {
			await start({ entries: 25, pageLimit: (routeIndex) => 4 + routeIndex, defaultOrder: 'asc' });
			const truth = simulator.log.snapshot();
			expect((await page('top=10')).results).toEqual(truth.slice(0, 4));
			expect((await page('top=10')).results).toEqual(truth.slice(0, 5));
		});

		it('refuses parameters that are out of range', async () => {
			await start();
			for (const query of ['top=-1', 'top=x', 'skip=2147483648', 'sortBy=size', 'sortOrder=up']) {
				expect((await ask(`?${query}`)).status).toBe(400);
			}
		});

		it('localises when asked to', async () => {
			await start();
			const plain = await page('top=50');
			const german = await page('top=50&language=de');
			expect(german.results).not.toEqual(plain.results);
			expect(german.results).toEqual(simulator.log.snapshot('de').slice(-50).reverse());
		});
	});

	describe('order', () => {
		it('is strictly by time, with all lengths of fractions', async () => {
			await start({ entries: 5_000 });
			const times = simulator.log.snapshot().map(({ createdOn }) => createdOn);
			const padded = times.map((time) => {
				const [seconds, digits = ''] = time.replace('+00:00', '').split('.');
				return `${seconds}.${digits.padEnd(7, '0')}`;
			});
			expect(padded).toEqual([...new Set(padded)].sort());
			const lengths = times.map((time) => /\.(\d+)/.exec(time)?.[1]?.length ?? 0);
			expect([...new Set(lengths)].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
		});

		it('sorts by another property: nulls first, then code units, then age', async () => {
			await start({ entries: 300 });
			const keys = simulator.log.snapshot().map(({ category }) => category ?? '');
			const { results } = await page('top=300&sortBy=category&sortOrder=asc');
			expect(results[0]?.category).toBeNull();
			expect(results.map(({ category }) => category ?? '')).toEqual([...keys].sort());
			const users = simulator.log.snapshot().filter(({ category }) => category === 'User');
			expect(results.filter(({ category }) => category === 'User')).toEqual(users);
		});

		it('gives ties one time and shuffles them at each call', async () => {
			await start({ entries: 200, ties: 10, movement: { shuffleTies: true } });
			const truth = simulator.log.snapshot();
			expect(new Set(truth.map(({ createdOn }) => createdOn)).size).toBe(20);
			const first = await page('top=200&sortOrder=asc');
			const second = await page('top=200&sortOrder=asc');
			expect(second.results).not.toEqual(first.results);
			for (const { results } of [first, second]) {
				expect(results.map(({ createdOn }) => createdOn)).toEqual(
					truth.map(({ createdOn }) => createdOn),
				);
				expect(texts(results)).toEqual(texts(truth));
			}
		});

		it('has twins, and other notations of one instant', async () => {
			await start({ entries: 30, twins: 3, createdOnOffset: '+02:00' });
			const truth = simulator.log.snapshot();
			expect(new Set(truth.map((entry) => JSON.stringify(entry))).size).toBe(20);
			expect(truth.every(({ createdOn }) => createdOn.endsWith('+02:00'))).toBe(true);
			// The newest entry is the twin of the one before it, whose second is the one before `newest`.
			const newest = new Date(truth.at(-1)?.createdOn ?? '').toISOString();
			expect(newest.slice(0, 19)).toBe('2026-11-20T11:59:59');
		});
	});

	describe('movement', () => {
		it('moves before each page, and knows what became of each entry', async () => {
			await start({
				entries: 100,
				movement: { arrivals: 2, late: 3, retention: 4, from: 1, to: 2 },
			});
			const before = simulator.log.identities();
			expect((await page('top=1')).totalCount).toBe(100);
			expect((await page('top=1')).totalCount).toBe(101);
			expect((await page('top=1')).totalCount).toBe(102);
			expect((await page('top=1')).totalCount).toBe(102);
			expect(before.filter((identity) => !simulator.log.has(identity))).toEqual(before.slice(0, 8));
		});

		it.each(['createdOn', 'userName'])(
			'stays sorted by %s under late entries and retention',
			async (property) => {
				await start({ entries: 60, ties: 3 });
				for (let round = 0; round < 40; round++) {
					simulator.log.arriveLate(5);
					simulator.log.arrive(1);
					simulator.log.removeOldest(3);
					const { results } = await page(`top=1000&sortOrder=asc&sortBy=${property}`);
					const keys = results.map((entry) => sortKey(entry, property));
					expect(keys).toEqual([...keys].sort());
					expect(texts(results)).toEqual(texts(simulator.log.snapshot()));
				}
			},
		);

		it('survives a log that retention has emptied', async () => {
			await start({ entries: 3 });
			simulator.log.removeOldest(10);
			expect(await page('')).toEqual({ totalCount: 0, results: [] });
			simulator.log.arriveLate(2);
			simulator.log.arrive(1);
			expect((await page('sortOrder=asc')).results).toEqual(simulator.log.snapshot());
		});
	});

	it('computes of a million entries only those that it sends', async () => {
		await start({ entries: 1_000_000, movement: { late: 1, retention: 1, arrivals: 1 } });
		expect((await page('top=10&skip=500000')).totalCount).toBe(1_000_001);
		expect((await page('top=10&skip=999990&sortOrder=asc')).results).toHaveLength(10);
		expect(simulator.log.entriesComputed).toBe(20);
	});
});

/** Entries as a multiset. */
function texts(entries: AuditEntry[]): string[] {
	return entries.map((entry) => JSON.stringify(entry)).sort();
}

/** What compares as text in the order of that property. */
function sortKey(entry: AuditEntry, property: string): string {
	if (property === 'userName') return entry.userName ?? '';
	const [seconds = '', digits = ''] = entry.createdOn.replace('+00:00', '').split('.');
	return `${seconds}.${digits.padEnd(7, '0')}`;
}
