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
	const rows = [...groupAlike(fields).values()].map((variants) => writeRow(variants, all));
	return [
		'| Field | Takes | Default | Shown if | What it does |',
		'|---|---|---|---|---|',
		...rows,
	].join('\n');
}

/** Fields that are alike but for when they are shown. */
function groupAlike(fields: readonly INodeProperties[]): Map<string, Variants> {
	const groups = new Map<string, Variants>();
	for (const field of fields) {
		const look = JSON.stringify({ ...field, displayOptions: undefined });
		const known = groups.get(look);
		if (known) known.push(field);
		else groups.set(look, [field]);
	}
	return groups;
}

type Variants = [INodeProperties, ...INodeProperties[]];

function writeRow(variants: Variants, all: readonly INodeProperties[]): string {
	const [field] = variants;
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
