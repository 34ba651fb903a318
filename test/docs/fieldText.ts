import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** A longer text makes a table hard to read. */
const MAX_LENGTH = 60;

/** What n8n calls the kinds of fields, in words for whoever fills them in. */
const KINDS: Partial<Record<INodeProperties['type'], string>> = {
	boolean: 'on or off',
	collection: 'group of fields, below',
	dateTime: 'date and time',
	hidden: 'kept by n8n',
	multiOptions: 'any of a list',
	notice: 'notice',
	number: 'whole number',
	options: 'one of a list',
	string: 'text',
};

/** What kind of value a field takes, and whether there has to be one. */
export function describeKind({ type, typeOptions = {}, required }: INodeProperties): string {
	const { password, dateOnly, minValue, maxValue } = typeOptions;
	const isSecret = password && type !== 'hidden';
	const kind = isSecret ? 'secret' : dateOnly ? 'date' : (KINDS[type] ?? type);
	const least = minValue === undefined ? '' : ` from ${minValue}`;
	const most = maxValue === undefined ? '' : ` to ${maxValue}`;
	return `${kind}${least}${most}${required ? ', required' : ''}`;
}

/** What a field holds until somebody changes it. */
export function describeDefault(field: INodeProperties): string {
	const { default: value, type } = field;
	if (type === 'notice' || type === 'hidden' || type === 'collection') return '';
	if (typeof value === 'boolean') return value ? 'on' : 'off';
	if (hasLongDefault(field)) return 'below';
	if (value === '' || (Array.isArray(value) && value.length === 0)) return 'empty';
	const choice = choicesOf(field).find((option) => option.value === value);
	return choice?.name ?? toCode(textOfDefault(field));
}

/** Whether what a field holds at first is more than fits in a table. */
export function hasLongDefault(field: INodeProperties): boolean {
	return textOfDefault(field).length > MAX_LENGTH;
}

/** What a field holds at first, as text. */
export function textOfDefault({ default: value }: INodeProperties): string {
	return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What a field does, its example, and its choices with the values that expressions give. */
export function describePurpose(field: INodeProperties): string {
	const { displayName, description = '', hint, placeholder = '', type, typeOptions } = field;
	if (type === 'notice') return toCell(displayName);
	const parts = [
		toSentence(toMarkdown(description)),
		...(hint === undefined ? [] : [toSentence(hint)]),
		...(placeholder.startsWith('e.g. ') ? [`E.g. ${toCode(placeholder.slice(5))}.`] : []),
		...(typeOptions?.loadOptionsMethod ? ['The list comes from UiPath.'] : []),
	].filter((part) => part !== '');
	const choices = choicesOf(field).map(
		({ name, value, description: about }) =>
			`• ${name} ${toCode(String(value))}${about ? `: ${about}` : ''}`,
	);
	return [parts.join(' '), ...choices.map(toCell)].filter((line) => line !== '').join('<br>');
}

/** The choices of a field that has some of its own. */
export function choicesOf({ options = [] }: INodeProperties): INodePropertyOptions[] {
	return options.filter((option): option is INodePropertyOptions => 'value' in option);
}

/** The fields of a group. */
export function fieldsOf({ options = [] }: INodeProperties): INodeProperties[] {
	return options.filter((option): option is INodeProperties => 'type' in option);
}

/** A text as code, in which nothing stands for anything else. */
export function toCode(text: string): string {
	return `\`${text}\``;
}

function toMarkdown(html: string): string {
	return toCell(html.replace(/<a href="([^"]+)">(.+?)<\/a>/g, '[$2]($1)'));
}

/** n8n's rules leave out the full stop after a single sentence. */
function toSentence(text: string): string {
	return text === '' || /[.!?]$/.test(text) ? text : `${text}.`;
}

function toCell(text: string): string {
	return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
