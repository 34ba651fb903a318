import type { Count, TriedLine } from './areas.ts';

const BEGIN = '<!-- tried: written by npm run test:compat -->';
const END = '<!-- /tried -->';

/**
 * Puts the table of what was tried into the page.
 *
 * @throws Error where the page has no place for it
 */
export function putTable(page: string, tried: readonly TriedLine[]): string {
	const [before, rest = ''] = page.split(BEGIN);
	const [, after] = rest.split(END);
	if (before === undefined || after === undefined) throw new Error(`The page lacks ${BEGIN}`);
	return `${before}${BEGIN}\n\n${writeTable(tried)}\n\n${END}${after}`;
}

function writeTable(tried: readonly TriedLine[]): string {
	const areas = [...(tried[0]?.areas.keys() ?? [])];
	const rows = areas.map((area) => [
		area,
		...tried.map((line) => writeCount(line.areas.get(area))),
	]);
	const head = ['Tests', ...tried.map(({ version }) => `n8n ${version}`)];
	return [head, head.map(() => '---'), ...rows]
		.map((cells) => `| ${cells.join(' | ')} |`)
		.join('\n');
}

function writeCount(count: Count = { tests: 0, passed: 0 }): string {
	const { tests, passed } = count;
	return passed === tests ? `${tests} passed` : `**${passed} of ${tests} passed**`;
}
