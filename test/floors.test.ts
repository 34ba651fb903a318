import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { preProcessFile } from 'typescript';

const NODE = join(__dirname, '..', 'nodes', 'UiPathAudit');

/** The parts of the house, the most particular first, and what each may import beside itself. */
const PARTS: ReadonlyArray<{ folder: string; below: string[]; packages: string[] }> = [
	{ folder: 'uipath/http', below: [], packages: ['n8n-workflow'] },
	{
		folder: 'uipath/archive',
		below: ['log', 'uipath', 'uipath/http'],
		packages: ['crypto'],
	},
	{
		folder: 'uipath',
		below: ['log', 'log/offset', 'uipath/http'],
		packages: ['n8n-workflow', 'crypto'],
	},
	{ folder: 'log/offset', below: ['log'], packages: [] },
	{ folder: 'log/follow', below: ['log'], packages: ['crypto'] },
	{ folder: 'log', below: [], packages: ['crypto'] },
	{
		folder: 'shared',
		below: ['log', 'uipath', 'uipath/http'],
		packages: ['n8n-workflow', 'luxon', 'crypto'],
	},
	{
		folder: 'trigger',
		below: ['shared', 'log', 'log/follow', 'uipath', 'uipath/http'],
		packages: ['n8n-workflow'],
	},
	...subfolders('resources').map((folder) => ({
		folder,
		below: ['shared', 'log', 'log/offset', 'uipath', 'uipath/archive', 'uipath/http'],
		packages: ['n8n-workflow'],
	})),
];

/** What the floors that could serve any server must not know. */
const UIPATH_WORDS = /uipath|orchestrator|auditlog|createdOn|prt_id|PM\.Audit/i;

interface Imported {
	from: string;
	target: string;
}

function subfolders(folder: string): string[] {
	return readdirSync(join(NODE, folder), { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map(({ name }) => `${folder}/${name}`);
}

function filesIn(folder: string): string[] {
	return readdirSync(join(NODE, folder), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.map((file) => join(folder, file));
}

function partOf(file: string): string | undefined {
	return PARTS.find(({ folder }) => file.startsWith(`${folder}/`))?.folder;
}

function importsOf(file: string): string[] {
	const text = readFileSync(join(NODE, file), 'utf8');
	return preProcessFile(text).importedFiles.map(({ fileName }) => fileName);
}

/** Imports that a part may not have. */
function findForbidden(folder: string): Imported[] {
	const part = PARTS.find((candidate) => candidate.folder === folder);
	const files = filesIn(folder).filter((file) => partOf(file) === folder);
	expect(files.length).toBeGreaterThan(0);
	return files.flatMap((file) =>
		importsOf(file)
			.filter((target) => {
				if (!target.startsWith('.')) return !part?.packages.includes(target);
				const path = relative(NODE, join(NODE, dirname(file), target));
				// A folder is imported by its name.
				const to = partOf(`${path}/`) ?? partOf(path) ?? 'the top';
				return to !== folder && !part?.below.includes(to);
			})
			.map((target) => ({ from: file, target })),
	);
}

describe('the floors of the house', () => {
	it.each(PARTS.map(({ folder }) => folder))('%s imports nothing from above it', (folder) => {
		expect(findForbidden(folder)).toEqual([]);
	});

	it.each(['log', 'uipath/http'])('%s knows no word of UiPath’s', (folder) => {
		for (const file of filesIn(folder)) {
			const found = UIPATH_WORDS.exec(readFileSync(join(NODE, file), 'utf8'))?.[0];
			expect({ file, found }).toEqual({ file, found: undefined });
		}
	});

	it('have a part for every file but those at the top', () => {
		const homeless = filesIn('.').filter((file) => file.includes('/') && !partOf(file));
		expect(homeless).toEqual(['resources/index.ts']);
	});

	it('make sentences for the user on the top floor only', () => {
		const sentence = /['"`][A-Z][a-z’']+ (?:\$?\{?[\w.()]+\}? ){3,}/;
		for (const file of [...filesIn('log'), ...filesIn('uipath')]) {
			const text = readFileSync(join(NODE, file), 'utf8').replace(/^\s*(\/\/|\/?\*).*$/gm, '');
			expect({ file, found: sentence.exec(text)?.[0] }).toEqual({ file, found: undefined });
		}
	});
});
