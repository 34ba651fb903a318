import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findSecret } from './findSecret';
import { situations, tryFault, type Outcome } from './faultMatrix';

/** What may only be got over by the fault going away; everything else is final at once. */
const PASSING = new Set([
	'request-timeout',
	'throttled',
	'throttled-retry-after',
	'throttled-retry-after-date',
	'throttled-ratelimit-reset',
	'server-error',
	'bad-gateway',
	'unavailable',
	'gateway-timeout',
	'cut-short',
	'reset',
	'closes-with-length',
	'closes-chunked',
	'never-answers',
	'stalls-after-headers',
	'stalls-halfway',
]);

/** What does no harm: a wrong count, slowness, and for the CSV all that is about pages. */
const HARMLESS: Record<Outcome['operation'], Set<string>> = {
	getLogs: new Set(['wrong-total-count', 'drips', 'delayed']),
	downloadCsv: new Set([
		'no-results',
		'null-results',
		'null-results-of-nothing',
		'no-total-count',
		'total-count-text',
		'bare-array',
		'results-object',
		'json-text',
		'json-null',
		'wrong-total-count',
		'ignores-sort-order',
		'drips',
		'delayed',
	]),
};

/** What looks like a whole file, because HTTP says that it is one; nobody can tell. */
const UNTOLD = new Set(['plain-text', 'cut-short']);

/** UiPath's contract has `results: null` for an empty log. */
const EMPTY = 'null-results-of-nothing';

describe('the fault matrix', () => {
	let outcomes: Outcome[];

	beforeAll(async () => {
		outcomes = await inParallel(situations(), 24, tryFault);
	}, 150_000);

	const of = (fault: string, operation: string) =>
		outcomes.filter((outcome) => outcome.fault === fault && outcome.operation === operation);

	it('never hands on a part of the log', () => {
		for (const { fault, operation, isWhole, run } of outcomes) {
			if (fault === EMPTY || isUntold(fault, operation)) continue;
			expect({ fault, handedOn: run.items.length > 0 }).toEqual({ fault, handedOn: isWhole });
		}
	});

	it('gets over every fault that passes, and gives up those that stay after five tries', () => {
		for (const outcome of outcomes) {
			const { fault, operation, stays, isWhole } = outcome;
			if (!PASSING.has(fault) || isUntold(fault, operation)) continue;
			expect({ fault, operation, stays, isWhole }).toEqual({
				fault,
				operation,
				stays,
				isWhole: !stays,
			});
			if (stays) expect({ fault, requests: outcome.requests }).toEqual({ fault, requests: 5 });
		}
	});

	it('does not repeat what cannot go better', () => {
		for (const outcome of outcomes) {
			const { fault, operation, requests, isWhole } = outcome;
			if (PASSING.has(fault) || HARMLESS[operation].has(fault) || fault === EMPTY) continue;
			// It shows only on a later page, asked for in the other order.
			if (isUntold(fault, operation) || fault === 'ignores-sort-order') continue;
			expect({ fault, operation, isWhole, requests }).toEqual({
				fault,
				operation,
				isWhole: false,
				requests: 1,
			});
		}
	});

	it('takes no harm from what is harmless', () => {
		for (const operation of ['getLogs', 'downloadCsv'] as const) {
			for (const fault of HARMLESS[operation]) {
				for (const { isWhole, error } of of(fault, operation)) {
					expect({ fault, operation, isWhole, error }).toMatchObject({ isWhole: true });
				}
			}
		}
	});

	it('takes results of null in an empty log for an empty list', () => {
		for (const { stays, error, run } of of(EMPTY, 'getLogs')) {
			if (!stays) continue;
			expect(error).toBeUndefined();
			expect(run.items).toEqual([]);
		}
	});

	it('fails in words for the user', () => {
		for (const { fault, error } of outcomes) {
			if (!error) continue;
			expect({ fault, name: error.name }).toEqual({
				fault,
				name: expect.stringMatching(/^Node(Api|Operation)Error$/) as string,
			});
			expect(error.message).toMatch(/^\S.{15,160}$/);
			expect(error.description).toMatch(/^\S.{40,}/);
		}
	});

	it('is what docs/faults.md says (written anew by UPDATE_DOCS=1 npm test)', async () => {
		const path = join(process.cwd(), 'docs', 'faults.md');
		if (process.env.UPDATE_DOCS) await writeFile(path, asMarkdown(outcomes));
		expect(await readFile(path, 'utf8')).toBe(asMarkdown(outcomes));
	});

	it('tells nobody the token', () => {
		for (const { fault, run, token } of outcomes) {
			expect({ fault, found: findSecret(run, [token]) }).toEqual({ fault, found: undefined });
		}
	});
});

function isUntold(fault: string, operation: string): boolean {
	return operation === 'downloadCsv' && UNTOLD.has(fault);
}

async function inParallel<In, Out>(
	inputs: In[],
	most: number,
	work: (input: In) => Promise<Out>,
): Promise<Out[]> {
	const outputs: Out[] = [];
	const queue = inputs.entries();
	const worker = async () => {
		for (const [index, input] of queue) outputs[index] = await work(input);
	};
	await Promise.all(Array.from({ length: most }, worker));
	return outputs;
}

function asMarkdown(outcomes: Outcome[]): string {
	const cell = ({ error, isWhole, fault, operation }: Outcome) => {
		if (error) return `**${error.message}.** ${error.description}`;
		if (isWhole) return 'whole';
		if (fault === EMPTY) return 'an empty list';
		return isUntold(fault, operation) ? 'as sent: HTTP says that it is whole' : 'NOT WHOLE';
	};
	const rows: string[] = [];
	for (const first of outcomes) {
		if (first.stays) continue;
		const second = outcomes.find(
			({ fault, operation, stays }) =>
				stays && fault === first.fault && operation === first.operation,
		);
		const operation = first.operation === 'getLogs' ? 'Get Logs' : 'Download CSV';
		const cells = [first.fault, operation, cell(first), second ? cell(second) : ''];
		rows.push(`| ${cells.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`);
	}
	return [
		'# Faults',
		'',
		'What the node does under each fault that the simulator can play, once in the first request and in every request. Written by `UPDATE_DOCS=1 npm test`, which otherwise compares (`test/engine/faults.test.ts`); do not edit.',
		'',
		'| fault | operation | if it passes | if it stays |',
		'|---|---|---|---|',
		...rows,
		'',
	].join('\n');
}
