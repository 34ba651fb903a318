import GithubSlugger from 'github-slugger';
import type { ICredentialType, INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import { writeFields } from './fieldTable.ts';
import { choicesOf, toCode } from './fieldText.ts';

const HEAD = `# Reference

Every field of both nodes and both credentials, in the words of the nodes themselves. Below a field's name stands what it is called in expressions and in a workflow's JSON; in the same way, a choice is followed by its value. The fields of a group (Filters, Options) count only once you add them; their default is what they begin with.

What comes out of each operation: [Get Logs](get-logs.md), [Files](files.md), [Unified Audit Log](unified-audit-log.md), [UiPath Audit Trigger](trigger.md).

Written by \`UPDATE_DOCS=1 npm test\`, which otherwise compares (\`test/docs/reference.test.ts\`); do not edit.`;

/** What the page is about. */
export interface Described {
	credentials: readonly ICredentialType[];
	nodes: readonly INodeTypeDescription[];
}

interface Section {
	title: string;
	about?: string;
	fields: readonly INodeProperties[];
	/** The fields that conditions name. */
	all: readonly INodeProperties[];
}

interface Chapter extends Section {
	sections: Section[];
}

/**
 * `docs/reference.md`: a chapter for the credentials and one for each node, in it a section for each log
 * and each of its operations.
 *
 * @throws Error where a field is in no section
 */
export function writeReference({ credentials, nodes }: Described): string {
	const chapters = [toChapterOfCredentials(credentials), ...nodes.map(toChapter)];
	const slugger = new GithubSlugger();
	slugger.slug('Reference');
	const linkTo = ({ title }: Section) => `[${title}](#${slugger.slug(title)})`;
	const contents = chapters.flatMap((chapter) => [
		`- ${linkTo(chapter)}`,
		...chapter.sections.map((section) => `  - ${linkTo(section)}`),
	]);
	const texts = chapters.flatMap((chapter) => [
		writeSection('##', chapter),
		...chapter.sections.map((section) => writeSection('###', section)),
	]);
	return `${[HEAD, contents.join('\n'), ...texts].join('\n\n')}\n`;
}

function writeSection(mark: string, { title, about, fields, all }: Section): string {
	const parts = [`${mark} ${title}`, about, fields.length > 0 && writeFields(fields, all)];
	return parts.filter(Boolean).join('\n\n');
}

function toChapterOfCredentials(credentials: readonly ICredentialType[]): Chapter {
	return {
		title: 'Credentials',
		about: 'How to fill them in: [Credentials](credentials.md).',
		fields: [],
		all: [],
		sections: credentials.map(({ displayName: title, properties }) => ({
			...{ title, fields: properties, all: properties },
		})),
	};
}

function toChapter({ displayName, polling, properties: all }: INodeTypeDescription): Chapter {
	const fields = all.filter((field) => !choicesFor(field, 'resource'));
	const logs = choicesOf(findField(all, 'resource'));
	const sections = logs.flatMap(({ name, value }) => {
		const ofLog = all.filter((field) => choicesFor(field, 'resource')?.includes(value));
		const ofAny = ofLog.filter((field) => !choicesFor(field, 'operation'));
		const title = polling ? `New entries of the ${name}` : name;
		const operations = polling ? [] : choicesOf(findField(ofAny, 'operation'));
		return [
			{ title, fields: ofAny, all },
			...operations.map((operation) => ({
				title: `${name}: ${operation.name}`,
				about: `${operation.description}. As an action: **${operation.action}**. ${toCode(`resource: ${value}`)}, ${toCode(`operation: ${operation.value}`)}.`,
				fields: ofLog.filter((field) => choicesFor(field, 'operation')?.includes(operation.value)),
				all,
			})),
		];
	});
	const told = new Set([fields, ...sections.map((section) => section.fields)].flat());
	const untold = all.filter((field) => !told.has(field)).map(({ name }) => name);
	if (untold.length > 0) throw new Error(`In no section: ${untold.join(', ')}`);
	return { title: displayName, fields, all, sections };
}

function findField(fields: readonly INodeProperties[], name: string): INodeProperties {
	const field = fields.find((each) => each.name === name);
	if (!field) throw new Error(`There is no field '${name}'`);
	return field;
}

/** The values of another field for which a field is shown; undefined where it does not matter. */
function choicesFor({ displayOptions }: INodeProperties, name: string): unknown[] | undefined {
	return displayOptions?.show?.[name];
}
