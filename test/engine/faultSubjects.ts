import type { INodeParameters } from 'n8n-workflow';
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import {
	CLASSIC_FAULTS,
	COMMON_FAULTS,
	EVENT_FAULTS,
	SOURCES_FAULTS,
	type Fault,
	type RequestInfo,
	type Simulator,
} from '../simulator/index';
import { bytesOf, type NodeRun } from './harness';

/** An operation that faults are tried on. */
export interface Subject {
	/** The log and the operation as the editor names them. */
	log: 'Audit Log' | 'Unified Audit Log';
	operation: string;
	faults: Readonly<Record<string, Fault>>;
	/** The requests that meet the fault. */
	meets: (request: RequestInfo) => boolean;
	parameters: (simulator: Simulator) => INodeParameters;
	/** Whether all of what was asked for came out, unchanged. */
	isWhole: (run: NodeRun, simulator: Simulator) => boolean | Promise<boolean>;
	/** Faults that do no harm beside slowness. */
	harmless: readonly string[];
	/** Faults that leave what looks whole, because HTTP or UiPath's contract says that it is. */
	untold: Readonly<Record<string, string>>;
	/** Faults that show only at a later request, which the fault need not meet. */
	showsLater?: readonly string[];
}

/** The events lie in three days; the one in the middle meets the faults. */
const DAYS = ['2026-03-18', '2026-03-19', '2026-03-20'];
export const NEWEST_EVENT = '2026-03-20T20:00:00Z';
export const EVENT_SPACING_MS = 15 * 60_000;

const SLOW = ['drips', 'delayed'];
const SAID_TO_BE_WHOLE = 'as sent: HTTP says that it is whole';
const EMPTY_LIST = 'an empty list';
const EMPTY_DAY = 'a day without events: UiPath sends nothing for one';
const JSON_FILE = { 'plain-text': SAID_TO_BE_WHOLE, 'cut-short': SAID_TO_BE_WHOLE };

const onRoute = (route: RequestInfo['route']) => (request: RequestInfo) => request.route === route;

const jsonOf = ({ items }: NodeRun) => items.map(({ json }) => json);

const getLogs: Subject = {
	...{ log: 'Audit Log', operation: 'Get Logs' },
	faults: { ...COMMON_FAULTS, ...CLASSIC_FAULTS },
	meets: onRoute('auditlogs'),
	parameters: () => ({ operation: 'getLogs', returnAll: true }),
	isWhole: (run, { log }) => isDeepStrictEqual(jsonOf(run), log.snapshot().reverse()),
	harmless: [...SLOW, 'wrong-total-count'],
	untold: { 'null-results-of-nothing': EMPTY_LIST },
	// It shows only on a later page, asked for in the other order.
	showsLater: ['ignores-sort-order'],
};

/** Whether a file of JSON Lines has these entries. */
async function hasLines({ items }: NodeRun, entries: readonly object[]): Promise<boolean> {
	const [item] = items;
	if (!item?.binary) return false;
	const lines = (await bytesOf(item)).toString().split('\n').slice(0, -1);
	const read = lines.map((line) => JSON.parse(line) as unknown);
	return isDeepStrictEqual(read, entries) && item.json.entries === entries.length;
}

/** Whether an item carries a file with these bytes. */
async function hasFile({ items: [item] }: NodeRun, bytes: Buffer): Promise<boolean> {
	return item?.binary !== undefined && (await bytesOf(item)).equals(bytes);
}

const exportLogs: Subject = {
	...getLogs,
	operation: 'Export Logs',
	parameters: () => ({ operation: 'exportLogs', returnAll: true, format: 'jsonLines' }),
	isWhole: async (run, { log }) => await hasLines(run, log.snapshot()),
};

const downloadCsv: Subject = {
	...{ log: 'Audit Log', operation: 'Download CSV' },
	faults: getLogs.faults,
	meets: onRoute('download'),
	parameters: () => ({ operation: 'downloadCsv' }),
	isWhole: async (run, simulator) => await hasFile(run, await simulator.csv()),
	// All that is about pages.
	harmless: [...SLOW, ...Object.keys(CLASSIC_FAULTS)],
	untold: JSON_FILE,
};

const unified = { log: 'Unified Audit Log', faults: COMMON_FAULTS, harmless: SLOW } as const;
const resource = 'unifiedAuditLog';

const getEvents: Subject = {
	...{ ...unified, operation: 'Get Logs' },
	faults: { ...COMMON_FAULTS, ...EVENT_FAULTS },
	meets: onRoute('events'),
	parameters: () => ({ resource, operation: 'getLogs', returnAll: true }),
	isWhole: (run, { unified: { organization } }) =>
		isDeepStrictEqual(jsonOf(run), organization.snapshot().reverse()),
	untold: { 'null-events-of-nothing': EMPTY_LIST },
};

const exportEvents: Subject = {
	...getEvents,
	operation: 'Export Logs',
	parameters: (simulator) => ({ ...exportLogs.parameters(simulator), resource }),
	isWhole: async (run, { unified: { organization } }) =>
		await hasLines(run, organization.snapshot()),
};

const sourceOf = ({ unified: { organization } }: Simulator) =>
	organization.catalogue[0]?.name ?? '';

const getEventsByName: Subject = {
	...{ ...unified, operation: 'Get Logs, by a name' },
	faults: { ...COMMON_FAULTS, ...SOURCES_FAULTS },
	meets: onRoute('sources'),
	parameters: (simulator) => ({
		...getEvents.parameters(simulator),
		filters: { source: [sourceOf(simulator)] },
	}),
	isWhole: (run, simulator) => {
		const events = simulator.unified.organization.snapshot().reverse();
		const wanted = events.filter(({ eventSource }) => eventSource === sourceOf(simulator));
		return wanted.length > 0 && isDeepStrictEqual(jsonOf(run), wanted);
	},
	untold: {},
};

const downloadEvents: Subject = {
	...{ ...unified, operation: 'Download CSV' },
	meets: onRoute('downloadevents'),
	parameters: () => ({ resource, operation: 'downloadCsv' }),
	isWhole: async (run, simulator) =>
		await hasFile(run, await simulator.unifiedCsv(simulator.unified.organization)),
	untold: JSON_FILE,
};

const archive = {
	...unified,
	meets: ({ route, query }: RequestInfo) =>
		route === 'archive' && query.from?.slice(0, 10) === DAYS[1],
	untold: { 'empty-body': EMPTY_DAY, 'no-content': EMPTY_DAY },
} as const;

const archiveParameters = (output: string): INodeParameters => ({
	...{ resource, operation: 'getArchive', output },
	...{ fromDate: DAYS[0], toDate: DAYS[2] },
});

const getArchivedEvents: Subject = {
	...{ ...archive, operation: 'Get Archive' },
	parameters: () => archiveParameters('events'),
	isWhole: ({ items }, simulator) => {
		const { organization } = simulator.unified;
		const archived = DAYS.flatMap((day) => simulator.archivedEvents(organization, day));
		const ids = items.map(({ json }) => json.Identifier);
		return isDeepStrictEqual(
			ids,
			archived.map(({ id }) => id),
		);
	},
};

const getArchivedFiles: Subject = {
	...{ ...archive, operation: 'Get Archive, files' },
	parameters: () => archiveParameters('files'),
	isWhole: async ({ items }, simulator) => {
		const { organization } = simulator.unified;
		const files = await Promise.all(
			DAYS.map(async (day) => await simulator.archiveDay(organization, day)),
		);
		const sums = files.map((file) => createHash('sha256').update(file).digest('hex'));
		const stored = items.map(({ json, binary }) => binary?.data && json.sha256);
		return isDeepStrictEqual(stored, sums);
	},
};

/** All operations. */
export const SUBJECTS: readonly Subject[] = [
	...[getLogs, downloadCsv, exportLogs],
	...[getEvents, getEventsByName, downloadEvents, exportEvents],
	...[getArchivedEvents, getArchivedFiles],
];
