import type { INodeParameters } from 'n8n-workflow';
import type { AuditEntry, Simulator } from '../simulator/index';
import { runNode, simulatorWith, tokenCredential } from './harness';

type Matches = (entry: AuditEntry) => boolean;

const upper = (text: string | null) => String(text ?? '').toUpperCase();

describe('filters', () => {
	let simulator: Simulator;

	beforeEach(async () => {
		simulator = await simulatorWith({ entries: 1_000, pageLimit: 150 });
	});

	async function filtered(filters: INodeParameters, changes: INodeParameters = {}) {
		const { items, error } = await runNode({
			parameters: { operation: 'getLogs', returnAll: true, filters, ...changes },
			credentials: tokenCredential(simulator),
			items: [{ wanted: ['robot', 'USER'] }],
		});
		expect(error).toBeUndefined();
		return items.map(({ json }) => json);
	}

	/** What should come out; never nothing and never everything, which would show little. */
	function matching(matches: Matches): AuditEntry[] {
		const entries = simulator.log.snapshot().filter(matches).reverse();
		expect(entries.length).toBeGreaterThan(0);
		expect(entries.length).toBeLessThan(1_000);
		return entries;
	}

	it.each(['category', 'action', 'source', 'userName', 'email'] as const)(
		'by %s: any of the values, whatever their case',
		async (property) => {
			const values = [...new Set(simulator.log.snapshot().map((entry) => upper(entry[property])))];
			const wanted = values.filter((value) => value !== '').slice(0, 2);
			const expected = matching((entry) => wanted.includes(upper(entry[property])));
			expect(await filtered({ [property]: wanted })).toEqual(expected);
		},
	);

	it('by a part of the message, whatever its case', async () => {
		const expected = matching(({ message }) => upper(message).includes('LOGGED IN'));
		expect(await filtered({ message: 'logged IN' })).toEqual(expected);
	});

	it('take their values from an expression', async () => {
		const expected = matching(({ category }) => ['ROBOT', 'USER'].includes(upper(category)));
		expect(await filtered({ category: '={{ $json.wanted }}' })).toEqual(expected);
		const users = matching(({ category }) => upper(category) === 'USER');
		expect(await filtered({ category: '={{ $json.wanted[1] }}' })).toEqual(users);
	});

	it('combine, and limit and skip count what passes', async () => {
		const from = '2026-11-20T11:50:00Z';
		const expected = matching(
			({ category, message, createdOn }) =>
				upper(category) === 'USER' && upper(message).includes('LOGGED') && createdOn >= from,
		);
		const filters = { category: ['User'], message: 'logged' };
		const range = { timeRange: 'custom', from };
		expect(await filtered(filters, range)).toEqual(expected);
		const some = { ...range, returnAll: false, limit: 20, options: { skip: 5 } };
		expect(await filtered(filters, some)).toEqual(expected.slice(5, 25));
		const oldest = {
			...range,
			returnAll: false,
			limit: 20,
			options: { skip: 5, sortOrder: 'asc' },
		};
		expect(await filtered(filters, oldest)).toEqual(expected.reverse().slice(5, 25));
	});

	it('that nothing passes give no items and no error', async () => {
		expect(await filtered({ category: ['there is none'] })).toEqual([]);
	});
});
