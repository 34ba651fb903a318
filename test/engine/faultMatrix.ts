import { isDeepStrictEqual } from 'node:util';
import { FAULT_CATALOGUE, onRoute, once, startSimulator, type Fault } from '../simulator/index';
import { runNode, tokenCredential, type NodeRun } from './harness';

/** The operations that every fault is tried on. */
export const OPERATIONS = ['getLogs', 'downloadCsv'] as const;

/** An operation, and whether the fault passes after the first request or stays. */
export interface Situation {
	fault: string;
	operation: (typeof OPERATIONS)[number];
	stays: boolean;
}

/** What came of a run under a fault. */
export interface Outcome extends Situation {
	/** Undefined where all of the log came out. */
	error: { name: string; message: string; description: string } | undefined;
	/** Whether all of the log came out, unchanged. */
	isWhole: boolean;
	/** Requests that it took, of those that meet the fault. */
	requests: number;
	run: NodeRun;
	token: string;
}

/** The request that the fault is met by; Download CSV counts the log before it. */
const ROUTES = { getLogs: 'auditlogs', downloadCsv: 'download' } as const;

const ENTRIES = 250;
const PAGE = 100;

/** Silence that is taken for a stall; short, so that five tries do not take minutes. */
const TIMEOUT_MS = 1_500;

/** All situations there are. */
export function situations(): Situation[] {
	return Object.keys(FAULT_CATALOGUE).flatMap((fault) =>
		OPERATIONS.flatMap((operation) => [
			{ fault, operation, stays: false },
			{ fault, operation, stays: true },
		]),
	);
}

/** Runs the node against a simulator with the fault. */
export async function tryFault(situation: Situation): Promise<Outcome> {
	const { operation, stays } = situation;
	const fault: Fault | undefined = FAULT_CATALOGUE[situation.fault];
	if (!fault) throw new Error(`There is no fault ${situation.fault}`);
	const simulator = await startSimulator({
		entries: ENTRIES,
		pageLimit: PAGE,
		faults: [onRoute(ROUTES[operation], stays ? fault : once(fault))],
	});
	try {
		const options = { timeout: TIMEOUT_MS };
		const run = await runNode({
			parameters: { operation, returnAll: true, options },
			credentials: tokenCredential(simulator),
		});
		const { error } = run;
		return {
			...situation,
			error: error && {
				name: error.name,
				message: plain(error.message, simulator.origin),
				description: plain(error.description ?? '', simulator.origin),
			},
			isWhole:
				operation === 'getLogs'
					? isDeepStrictEqual(
							run.items.map(({ json }) => json),
							simulator.log.snapshot().reverse(),
						)
					: Number(run.items[0]?.binary?.data?.bytes) === (await simulator.csv()).length,
			requests: simulator.requests.filter(({ route }) => route === ROUTES[operation]).length,
			run,
			token: simulator.token,
		};
	} finally {
		await simulator.close();
	}
}

/** The port of a simulator differs from run to run, and so does where an answer breaks off. */
function plain(text: string, origin: string): string {
	return text
		.replaceAll(origin, 'https://uipath.example.com')
		.replace(/\bafter \d+ bytes\b/, 'after … bytes');
}
