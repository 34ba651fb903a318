import { once, startSimulator, type FaultRule } from '../simulator/index';
import { EVENT_SPACING_MS, NEWEST_EVENT, SUBJECTS, type Subject } from './faultSubjects';
import { runNode, tokenCredential, type NodeRun } from './harness';

/** An operation, and whether the fault passes after the first request or stays. */
export interface Situation {
	fault: string;
	subject: Subject;
	stays: boolean;
}

/** What came of a run under a fault. */
export interface Outcome extends Situation {
	/** For what a failed assertion shows. */
	about: { log: string; operation: string; fault: string; stays: boolean };
	/** Undefined where all of the log came out. */
	error: { name: string; message: string; description: string } | undefined;
	/** Whether all of what was asked for came out, unchanged. */
	isWhole: boolean;
	/** Requests that it took, of those that meet the fault. */
	requests: number;
	run: NodeRun;
	token: string;
}

const ENTRIES = 250;
const PAGE = 100;

/** Silence that is taken for a stall; short, so that five tries do not take minutes. */
const TIMEOUT_MS = 1_500;

/** All situations there are. */
export function situations(): Situation[] {
	return SUBJECTS.flatMap((subject) =>
		Object.keys(subject.faults).flatMap((fault) => [
			{ fault, subject, stays: false },
			{ fault, subject, stays: true },
		]),
	);
}

/** Runs the node against a simulator with the fault. */
export async function tryFault(situation: Situation): Promise<Outcome> {
	const { subject, stays } = situation;
	const fault = subject.faults[situation.fault];
	if (!fault) throw new Error(`There is no fault ${situation.fault}`);
	const met: FaultRule = (request) => (subject.meets(request) ? fault : undefined);
	const organization = {
		...{ events: ENTRIES, newest: NEWEST_EVENT, spacingMs: EVENT_SPACING_MS },
	};
	const simulator = await startSimulator({
		...{ entries: ENTRIES, pageLimit: PAGE },
		unified: { organization, maxCount: { min: 10, max: PAGE } },
		faults: [stays ? met : once(met)],
	});
	try {
		const run = await runNode({
			parameters: { ...subject.parameters(simulator), options: { timeout: TIMEOUT_MS } },
			credentials: tokenCredential(simulator),
		});
		const { error } = run;
		const { log, operation } = subject;
		return {
			...situation,
			about: { log, operation, fault: situation.fault, stays },
			error: error && {
				name: error.name,
				message: plain(error.message, simulator.origin),
				description: plain(error.description ?? '', simulator.origin),
			},
			isWhole: await subject.isWhole(run, simulator),
			requests: simulator.requests.filter(subject.meets).length,
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
