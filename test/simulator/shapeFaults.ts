import { collect, wholeBody } from './answer.ts';
import type { Fault } from './fault.ts';
import type { AuditEntry } from './options.ts';

interface Page {
	totalCount: number;
	results: AuditEntry[];
}

/** Shapes that no client expects (`nullResults` is one that UiPath's contract allows). */
const SHAPES = {
	noResults: ({ totalCount }: Page): unknown => ({ totalCount }),
	nullResults: ({ totalCount }: Page): unknown => ({ totalCount, results: null }),
	nullResultsOfNothing: (): unknown => ({ totalCount: 0, results: null }),
	noTotalCount: ({ results }: Page): unknown => ({ results }),
	totalCountText: ({ totalCount, results }: Page): unknown => ({
		totalCount: `${totalCount} entries`,
		results,
	}),
	bareArray: ({ results }: Page): unknown => results,
	resultsObject: ({ totalCount, results }: Page): unknown => ({
		totalCount,
		results: Object.fromEntries(results.entries()),
	}),
	jsonText: (): unknown => 'OK',
	jsonNull: (): unknown => null,
};

export type Shape = keyof typeof SHAPES;

/** The names of all shapes that `wrongShape` knows. */
export const WRONG_SHAPES = Object.keys(SHAPES).filter((name): name is Shape => name in SHAPES);

function reshaped(name: string, reshape: (page: Page) => unknown): Fault {
	return {
		name,
		answer: async (regular, { route }) => {
			if (route !== 'auditlogs' || regular.status !== 200) return regular;
			const page = JSON.parse((await collect(regular.body)).toString()) as Page;
			return { ...regular, body: wholeBody(JSON.stringify(reshape(page))) };
		},
	};
}

/** The page in another shape; the CSV is left as it is. */
export function wrongShape(shape: Shape): Fault {
	return reshaped(`wrong shape: ${shape}`, SHAPES[shape]);
}

/** Reports another number of entries than there are. */
export function wrongTotalCount(falsify: (truth: number) => number): Fault {
	return reshaped('wrong totalCount', (page) => ({
		...page,
		totalCount: falsify(page.totalCount),
	}));
}
