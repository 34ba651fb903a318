import {
	BEGINNING_OF_TIME,
	END_OF_TIME,
	makeBoundAfter,
	makeLastBefore,
} from '../../nodes/UiPathAudit/log/instant';
import { NO_FILTERS, UnifiedLog, writeBound } from '../../nodes/UiPathAudit/uipath/unifiedLog';
import type { OpenConnection } from '../../nodes/UiPathAudit/uipath/withConnection';

const EVERYTHING = { from: BEGINNING_OF_TIME, to: END_OF_TIME, top: 200 };

/** A log whose server answers with one value, whatever it is asked. */
function logOf(value: unknown) {
	const asked: Array<[path: string, query: unknown]> = [];
	const getJson = async (path: string, query: unknown) => {
		asked.push([path, query]);
		return await Promise.resolve({ value, status: 200 });
	};
	const address = { origin: 'https://cloud.uipath.com' };
	const open = { connection: { getJson }, address } as unknown as OpenConnection;
	return { asked, log: new UnifiedLog(open, { scope: 'organization' }, NO_FILTERS) };
}

describe('a bound', () => {
	it.each([
		['2026-01-31T08:00:00.0000000', '2026-01-31T08:00:00Z'],
		['2026-01-31T08:00:00.1000000', '2026-01-31T08:00:00.1Z'],
		['2026-01-31T08:00:00.0000001', '2026-01-31T08:00:00.0000001Z'],
		[makeBoundAfter('2026-01-31T08:00:00.0000001'), '2026-01-31T08:00:00.0000001Z'],
		[makeLastBefore('2026-01-01T00:00:00.0000000'), '2025-12-31T23:59:59.9999999Z'],
		[BEGINNING_OF_TIME, undefined],
		[END_OF_TIME, undefined],
	])('%j is written as %p', (bound, written) => {
		expect(writeBound(bound)).toBe(written);
	});
});

describe('a page', () => {
	it.each<[unknown, string | undefined]>([
		[{ auditEvents: [{ id: 'a' }], next: null, previous: '/older' }, '/older'],
		[{ auditEvents: [{ id: 'a' }], previous: null }, undefined],
		[{ auditEvents: [{ id: 'a' }], previous: '' }, undefined],
		[{ auditEvents: [{ id: 'a' }] }, undefined],
	])('leads on as it says: %j', async (value, older) => {
		expect(await logOf(value).log.readWindow(EVERYTHING)).toEqual({
			entries: [{ id: 'a' }],
			older,
		});
	});

	it.each<[unknown, string]>([
		[[], 'no-events'],
		[{}, 'no-events'],
		[{ error: 'none' }, 'no-events'],
		[{ auditEvents: {} }, 'no-events'],
		[{ auditEvents: [null] }, 'no-event'],
		[{ auditEvents: [[]] }, 'no-event'],
		[{ auditEvents: ['a'] }, 'no-event'],
		[{ auditEvents: [], previous: { to: 'nowhere' } }, 'no-cursor'],
	])('is refused where it is none: %j', async (value, page) => {
		await expect(logOf(value).log.readWindow(EVERYTHING)).rejects.toMatchObject({
			kind: 'not-a-page',
			facts: { page },
		});
	});

	it('is asked for with at least what the server gives, and no bound where there is none', async () => {
		const { asked, log } = logOf({ auditEvents: [] });
		await log.readWindow({ ...EVERYTHING, top: 1 });
		const [[path, query] = []] = asked;
		expect(path).toBe('/orgaudit_/api/query/events');
		expect(query).toMatchObject({ from: undefined, to: undefined, maxCount: 10 });
	});

	it('is followed by all parameters of its cursor, and by nothing else', async () => {
		const { asked, log } = logOf({ auditEvents: [] });
		await log.readOlder('/acme/orgaudit_/api/query/events?before=b&beforeId=i&qw=1');
		expect(asked[0]?.[0]).toBe('/orgaudit_/api/query/events');
		expect(asked[0]?.[1]).toBe('?before=b&beforeId=i&qw=1');
		await expect(log.readOlder('//evil.example/orgaudit_/api/query/events')).rejects.toMatchObject({
			kind: 'page-elsewhere',
		});
		expect(asked).toHaveLength(1);
	});
});
