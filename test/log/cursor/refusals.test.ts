import type { CursorAnswer, WindowRequest } from '../../../nodes/UiPathAudit/log/cursor/page';
import type { LogErrorKind } from '../../../nodes/UiPathAudit/log/logError';
import { EventLog, makeEvent } from './eventLog';
import { readAll, type Wanted } from './readAll';

/** More of one time than fit in an answer, and some before them. */
function makeLog(): EventLog {
	const tied = Array.from({ length: 300 }, (_, number) => makeEvent(5_000, `tied-${number}`));
	const older = Array.from({ length: 50 }, (_, number) => makeEvent(number, `older-${number}`));
	return new EventLog([...tied, ...older]);
}

async function expectRefusal(
	log: EventLog,
	kind: LogErrorKind,
	wanted: Wanted = {},
): Promise<void> {
	await expect(readAll(log, wanted)).rejects.toMatchObject({ name: 'LogError', kind });
}

describe('a log with ids that does not answer as it should', () => {
	it('is refused where a cursor leads back to itself', async () => {
		const log = makeLog();
		log.readOlder = async () => await Promise.resolve({ entries: [], older: 'again' });
		await expectRefusal(log, 'circling');
	});

	it('is refused where a cursor leads back to newer entries', async () => {
		const log = makeLog();
		const newer = { id: 'newer', createdOn: '2026-01-02T00:00:00Z' };
		log.readOlder = async () => await Promise.resolve({ entries: [newer], older: undefined });
		await expectRefusal(log, 'circling');
	});

	it('is refused where cursors lead to nothing for ever', async () => {
		const log = makeLog();
		let answers = 0;
		log.readOlder = async () =>
			await Promise.resolve({ entries: [], older: `further ${answers++}` });
		await expectRefusal(log, 'endless');
		expect(answers).toBeLessThan(1_100);
	});

	it('is refused where the time range does not count', async () => {
		const log = makeLog();
		const readWindow = log.readWindow.bind(log);
		log.readWindow = async ({ top }: WindowRequest): Promise<CursorAnswer> =>
			await readWindow({ from: '', to: '~', top });
		const window = { from: makeEvent(0, '').at, to: makeEvent(1_000, '').at };
		await expectRefusal(log, 'outside-window', { window });
	});

	it.each<[LogErrorKind, Record<string, unknown>]>([
		['no-id', { createdOn: '2026-01-01T00:00:00Z' }],
		['no-id', { createdOn: '2026-01-01T00:00:00Z', id: 7 }],
		['no-id', { createdOn: '2026-01-01T00:00:00Z', id: '' }],
		['bad-time', { id: 'a' }],
		['bad-time', { id: 'a', createdOn: 'yesterday' }],
	])('is refused as %s with the entry %p', async (kind, entry) => {
		const log = makeLog();
		log.readWindow = async () => await Promise.resolve({ entries: [entry], older: undefined });
		await expectRefusal(log, kind);
	});

	it('is refused where the newest entry is not first', async () => {
		const log = makeLog();
		const entries = ['2026-01-01', '2026-01-02'].map((createdOn) => ({ id: createdOn, createdOn }));
		log.readWindow = async () => await Promise.resolve({ entries, older: undefined });
		await expectRefusal(log, 'wrong-order');
	});

	it('hands on a failure that comes while the caller is busy', async () => {
		const log = makeLog();
		const readWindow = log.readWindow.bind(log);
		log.readWindow = async (request) => {
			if (log.requests > 0) throw new Error('broken');
			return await readWindow(request);
		};
		await expect(readAll(log)).rejects.toThrow('broken');
	});
});
