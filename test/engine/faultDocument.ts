import type { Outcome } from './faultMatrix';

const HEAD = `# Faults

What the node does under each fault that the simulator can play, once in the first request and in every request. Written by \`UPDATE_DOCS=1 npm test\`, which otherwise compares (\`test/engine/faults.test.ts\`); do not edit.

The fault meets the requests for the log itself: pages, the file, or one of three days of the archive; with "by a name", the catalogue in which UiPath lists sources.`;

/** `docs/faults.md`: a section for each log, in it a row for each fault and what operations do alike. */
export function writeFaultDocument(outcomes: readonly Outcome[]): string {
	const logs = new Set(outcomes.map(({ about }) => about.log));
	const sections = [...logs].map((log) => {
		const ofLog = outcomes.filter(({ about }) => about.log === log);
		const faults = new Set(ofLog.map(({ fault }) => fault));
		return [
			`## ${log}`,
			'',
			'| fault | operation | if it passes | if it stays |',
			'|---|---|---|---|',
			...[...faults].flatMap((fault) =>
				writeRows(
					fault,
					ofLog.filter((outcome) => outcome.fault === fault),
				),
			),
		].join('\n');
	});
	return `${[HEAD, ...sections].join('\n\n')}\n`;
}

/** Operations that do the same share a row. */
function writeRows(fault: string, outcomes: readonly Outcome[]): string[] {
	const operationsBy = new Map<string, string[]>();
	for (const passing of outcomes.filter(({ stays }) => !stays)) {
		const { subject } = passing;
		const staying = outcomes.find((other) => other.stays && other.subject === subject);
		const ifPassing = describe(passing);
		const ifStaying = staying ? describe(staying) : '';
		const cells = `${ifPassing} | ${ifPassing === ifStaying ? 'the same' : ifStaying}`;
		operationsBy.set(cells, [...(operationsBy.get(cells) ?? []), subject.operation]);
	}
	return [...operationsBy].map(
		([cells, operations]) => `| ${fault} | ${operations.join('; ')} | ${cells} |`,
	);
}

function describe({ error, isWhole, fault, subject }: Outcome): string {
	const text = error
		? `**${error.message}.** ${error.description}`
		: isWhole
			? 'whole'
			: (subject.untold[fault] ?? 'NOT WHOLE');
	return text.replaceAll('|', '\\|');
}
