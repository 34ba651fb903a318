import type { INodeProperties } from 'n8n-workflow';
import {
	describeDefault,
	describeKind,
	describePurpose,
	fieldsOf,
	hasLongDefault,
	textOfDefault,
	toCode,
} from './fieldText.ts';
import { describeShown } from './shownIf.ts';

/**
 * A table with a row for each field, a table for each group of fields among them, and what is too long
 * for a table.
 *
 * @param all the node's fields, which conditions name
 */
export function writeFields(
	fields: readonly INodeProperties[],
	all: readonly INodeProperties[],
): string {
	const groups = fields.filter((field) => fieldsOf(field).length > 0);
	return [
		writeTable(fields, all),
		...groups.map((group) => {
			const { displayName, name } = group;
			return `**${displayName}** (${toCode(name)}):\n\n${writeTable(fieldsOf(group), all)}`;
		}),
		...fields.filter(hasLongDefault).map(writeLongDefault),
	].join('\n\n');
}

function writeTable(fields: readonly INodeProperties[], all: readonly INodeProperties[]): string {
	const rows = [...new Set(fields.map(({ name }) => name))].map((name) =>
		writeRow(
			fields.filter((field) => field.name === name),
			all,
		),
	);
	return [
		'| Field | Takes | Default | Shown if | What it does |',
		'|---|---|---|---|---|',
		...rows,
	].join('\n');
}

/** @param variants fields of one name, which must be alike but for when they are shown */
function writeRow(variants: readonly INodeProperties[], all: readonly INodeProperties[]): string {
	const descriptions = variants.map((field) => ({ ...field, displayOptions: undefined }));
	const [field] = variants;
	if (!field || new Set(descriptions.map((each) => JSON.stringify(each))).size !== 1) {
		throw new Error(`Fields of the name '${field?.name}' differ`);
	}
	const { displayName, name, type } = field;
	const cells = [
		`${type === 'notice' ? '' : `**${displayName}**<br>`}${toCode(name)}`,
		describeKind(field),
		describeDefault(field),
		describeShown(variants, all),
		describePurpose(field),
	];
	return `| ${cells.join(' | ')} |`;
}

function writeLongDefault(field: INodeProperties): string {
	const summary = `<summary>${field.displayName}: the default</summary>`;
	return `<details>${summary}\n\n\`\`\`text\n${textOfDefault(field)}\n\`\`\`\n\n</details>`;
}
