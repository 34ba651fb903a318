import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { InputError } from './inputError';
import { isUsedAsTool, readAnswer } from './tool';

/** Gives a field of the node as the node holds it, or the fallback where it holds none. */
export type ReadParameter = (name: string, fallback: unknown) => unknown;

/** Makes a function that gives the fields for one input item. */
export function makeParameterReader(context: IExecuteFunctions, itemIndex: number): ReadParameter {
	return (name, fallback) => {
		const value: unknown = context.getNodeParameter(name, itemIndex, fallback);
		return isUsedAsTool(context) ? readAnswer(value, fallback) : value;
	};
}

/** Bounds of a whole number, both inclusive. */
export interface Bounds {
	min: number;
	max?: number;
}

/** The largest number that UiPath's parameters of type int32 take. */
export const MAX_INT32 = 2 ** 31 - 1;

/** Longer than a day is longer than a run. */
const MAX_TIMEOUT_MS = 24 * 60 * 60_000;

const MAX_QUOTE_LENGTH = 60;

/**
 * Reads a time limit in milliseconds.
 *
 * @throws InputError where it is none
 */
export function readTimeout(value: unknown): number {
	return readWholeNumber(value, 'Timeout', { min: 1, max: MAX_TIMEOUT_MS });
}

/**
 * Reads a whole number from a parameter, which an expression may have made a text.
 *
 * @param field the name as the editor shows it
 * @throws InputError where it is no whole number or outside the bounds
 */
export function readWholeNumber(value: unknown, field: string, { min, max }: Bounds): number {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	const fits =
		typeof number === 'number' &&
		Number.isSafeInteger(number) &&
		number >= min &&
		number <= (max ?? Number.MAX_SAFE_INTEGER);
	if (fits) return number;
	const range = max === undefined ? `of ${min} or more` : `from ${min} to ${max}`;
	throw new InputError(
		field,
		`'${field}' must be a whole number ${range}, not ${quote(value)}`,
		`Correct '${field}', or the expression that sets it.`,
	);
}

/**
 * Reads a switch from a parameter, which an expression may have made a text.
 *
 * @throws InputError where it is neither on nor off
 */
export function readSwitch(value: unknown, field: string): boolean {
	const text = String(value ?? false).toLowerCase();
	if (text === 'true' || text === 'false') return text === 'true';
	throw new InputError(
		field,
		`'${field}' must be true or false, not ${quote(value)}`,
		`Correct '${field}', or the expression that sets it.`,
	);
}

/**
 * Reads a collection of fields from a parameter.
 *
 * @throws InputError where it is none
 */
export function readCollection(value: unknown, field: string): IDataObject {
	if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
		return value as IDataObject;
	}
	throw new InputError(
		field,
		`'${field}' must be a group of fields, not ${quote(value)}`,
		`Set the fields of '${field}' one by one.`,
	);
}

/**
 * Reads a text from a parameter.
 *
 * @throws InputError where it is none
 */
export function readText(value: unknown, field: string): string {
	if (value === undefined || value === null) return '';
	if (typeof value === 'string') return value.trim();
	if (typeof value === 'number') return String(value);
	throw new InputError(
		field,
		`'${field}' must be text, not ${quote(value)}`,
		`Correct '${field}', or the expression that sets it.`,
	);
}

/**
 * Reads a list of texts from a parameter. A single text counts as a list of one; a comma may be part
 * of a name, so nothing is split. AI agents give lists as JSON.
 *
 * @throws InputError where an item is no text
 */
export function readTextList(value: unknown, field: string): string[] {
	const values = Array.isArray(value) ? value : (parseList(value) ?? [value]);
	return values.map((item) => readText(item, field)).filter((item) => item !== '');
}

/** The list that a JSON text describes; undefined where it describes none. */
function parseList(text: unknown): unknown[] | undefined {
	if (typeof text !== 'string' || !text.trim().startsWith('[')) return undefined;
	try {
		const list: unknown = JSON.parse(text);
		return Array.isArray(list) ? list : undefined;
	} catch {
		return undefined;
	}
}

/**
 * Reads a list of texts that are separated by commas. As a text may contain commas itself, the whole
 * counts as one of them, too. A list that an expression gives, or an AI agent as JSON, is taken as it is.
 *
 * @throws InputError where an item is no text
 */
export function readCommaList(value: unknown, field: string): string[] {
	if (Array.isArray(value) || parseList(value)) return readTextList(value, field);
	const whole = readText(value, field);
	const parts = readTextList(whole.split(','), field);
	return parts.length > 1 ? [...parts, whole] : parts;
}

/**
 * Reads one of several choices from a parameter, however it is spelled: "Previous Day" is previousDay.
 *
 * @throws InputError where it is none of them
 */
export function readChoice<T extends string>(
	value: unknown,
	choices: readonly T[],
	field: string,
): T {
	const fold = (text: unknown) =>
		String(text)
			.replace(/[\s_-]/g, '')
			.toLowerCase();
	const choice = choices.find((candidate) => fold(candidate) === fold(value));
	if (choice !== undefined) return choice;
	throw new InputError(
		field,
		`'${field}' must be one of ${choices.join(', ')}, not ${quote(value)}`,
		`Correct '${field}', or the expression that sets it.`,
	);
}

/**
 * Reads a display language in UiPath's short form.
 *
 * @throws InputError where it is none
 */
export function readLanguage(value: unknown): string {
	const text = readText(value, 'Language');
	if (text === '' || /^[a-z]{2,3}([-_][a-z0-9]{2,8})*$/i.test(text)) return text;
	throw new InputError(
		'Language',
		`'Language' must be a short language code such as en or de, not ${quote(text)}`,
		"Correct 'Language', or leave it empty to let UiPath choose.",
	);
}

/** A value as an error shows it: recognizable, and short. */
export function quote(value: unknown): string {
	const text = typeof value === 'string' ? `'${value}'` : (JSON.stringify(value) ?? 'empty');
	return text.length > MAX_QUOTE_LENGTH ? `${text.slice(0, MAX_QUOTE_LENGTH)}…` : text;
}
