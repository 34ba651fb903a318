import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFaultDocument } from './faultDocument';
import { situations, tryFault, type Outcome } from './faultMatrix';
import { findSecret } from './findSecret';

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

/** Whether nobody can tell that something is the matter. */
const isUntold = ({ fault, subject }: Outcome) => fault in subject.untold;

const isHarmless = ({ fault, subject }: Outcome) => subject.harmless.includes(fault);

describe('the fault matrix', () => {
	let outcomes: Outcome[];

	beforeAll(async () => {
		outcomes = await inParallel(situations(), 32, tryFault);
	}, 300_000);

	it('never hands on a part of the log', () => {
		for (const outcome of outcomes) {
			if (isUntold(outcome)) continue;
			const { about, isWhole, run } = outcome;
			expect({ about, handedOn: run.items.length > 0 }).toEqual({ about, handedOn: isWhole });
		}
	});

	it('gets over every fault that passes, and gives up those that stay after five tries', () => {
		for (const outcome of outcomes) {
			const { about, fault, stays, isWhole, requests } = outcome;
			if (!PASSING.has(fault) || isUntold(outcome)) continue;
			expect({ about, isWhole }).toEqual({ about, isWhole: !stays });
			if (stays) expect({ about, requests }).toEqual({ about, requests: 5 });
		}
	});

	it('does not repeat what cannot go better', () => {
		for (const outcome of outcomes) {
			const { about, fault, subject, isWhole, requests } = outcome;
			if (PASSING.has(fault) || isHarmless(outcome) || isUntold(outcome)) continue;
			if (subject.showsLater?.includes(fault)) continue;
			expect({ about, isWhole, requests }).toEqual({ about, isWhole: false, requests: 1 });
		}
	});

	it('takes no harm from what is harmless', () => {
		for (const outcome of outcomes.filter(isHarmless)) {
			const { about, isWhole, error } = outcome;
			expect({ about, isWhole, error }).toEqual({ about, isWhole: true, error: undefined });
		}
	});

	it('takes a list of null in an empty log for an empty list', () => {
		const empty = outcomes.filter(({ fault }) => fault.endsWith('-of-nothing')).filter(isUntold);
		expect(empty.map(({ about }) => about.log)).toContain('Unified Audit Log');
		for (const { stays, error, run } of empty) {
			if (!stays) continue;
			expect(error).toBeUndefined();
			// A file has an item, even if it has no entries.
			expect(run.items.map(({ json }) => json.entries)).toEqual(run.items.map(() => 0));
		}
	});

	it('fails in words for the user', () => {
		for (const { about, error } of outcomes) {
			if (!error) continue;
			expect({ about, name: error.name }).toEqual({
				about,
				name: expect.stringMatching(/^Node(Api|Operation)Error$/) as string,
			});
			expect(error.message).toMatch(/^\S.{15,160}$/);
			expect(error.description).toMatch(/^\S.{40,}/);
		}
	});

	it('is what docs/faults.md says (written anew by UPDATE_DOCS=1 npm test)', async () => {
		const path = join(process.cwd(), 'docs', 'faults.md');
		const written = writeFaultDocument(outcomes);
		if (process.env.UPDATE_DOCS) await writeFile(path, written);
		expect(await readFile(path, 'utf8')).toBe(written);
	});

	it('tells nobody the token', () => {
		for (const { about, run, token } of outcomes) {
			expect({ about, found: findSecret(run, [token]) }).toEqual({ about, found: undefined });
		}
	});
});

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
