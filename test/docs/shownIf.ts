import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { choicesOf } from './fieldText.ts';

type Conditions = NonNullable<IDisplayOptions['show']>;

/** Conditions that the page's sections say already. */
const SAID_BY_SECTION = new Set(['resource', 'operation']);

/**
 * When a field is shown; empty where that is always.
 *
 * @param variants fields that are alike but for that
 * @param all the node's fields, which conditions name
 */
export function describeShown(
	variants: readonly INodeProperties[],
	all: readonly INodeProperties[],
): string {
	const [{ displayOptions = {} } = noVariant(), ...others] = variants;
	// What hides one variant is what shows another.
	const hidden = others.length > 0 ? [] : describeAll(displayOptions.hide, all);
	const shown = variants.map((field) => describeAll(field.displayOptions?.show, all).join(' and '));
	const unless = hidden.map((condition) => `not if ${condition}`);
	return [shown.join(', or '), ...unless].filter((text) => text !== '').join(', ');
}

function noVariant(): never {
	throw new Error('There is no field to describe');
}

function describeAll(conditions: Conditions = {}, all: readonly INodeProperties[]): string[] {
	return Object.entries(conditions)
		.filter(([name]) => !SAID_BY_SECTION.has(name))
		.map(([name, values = []]) => {
			if (name === '@tool') return "the node is an AI agent's tool";
			const field = all.find((each) => each.name === name.replace('/', ''));
			if (!field) throw new Error(`A field is shown by '${name}', which is not a field`);
			return `${field.displayName} is ${values.map((value) => nameValue(field, value)).join(' or ')}`;
		});
}

function nameValue(field: INodeProperties, value: unknown): string {
	if (typeof value === 'boolean') return value ? 'on' : 'off';
	return choicesOf(field).find((choice) => choice.value === value)?.name ?? String(value);
}
