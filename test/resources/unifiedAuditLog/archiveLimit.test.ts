import { keepWithinLimit } from '../../../nodes/UiPathAudit/resources/unifiedAuditLog/getArchive/limit';

describe("an archive's limit", () => {
	const items = ['event 1', 'event 2', 'day 2 failed', 'event 3', 'day 4 failed'];
	const failures = new Set(['day 2 failed', 'day 4 failed']);

	it.each([
		[0, ['day 2 failed', 'day 4 failed']],
		[1, ['event 1', 'day 2 failed', 'day 4 failed']],
		[3, items],
		[Infinity, items],
	])('of %p events cuts off no day that failed', (limit, kept) => {
		expect(keepWithinLimit(items, failures, limit)).toEqual(kept);
	});
});
