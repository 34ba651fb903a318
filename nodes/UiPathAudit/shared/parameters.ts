import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../uipath/auditError';

/** Bounds of a whole number, both inclusive. */
export interface Bounds {
	least: number;
	most?: number;
}

/** Longer than a day is longer than a run. */
const LONGEST_TIMEOUT_MS = 24 * 60 * 60_000;

/**
 * Reads a time limit in milliseconds.
 *
 * @throws InputError where it is none
 */
export function timeout(value: unknown): number {
	return wholeNumber(value, 'Timeout', { least: 1, most: LONGEST_TIMEOUT_MS });
}

/**
 * Reads a whole number from a parameter, which an expression may have made a text.
 *
 * @param field the name as the editor shows it
 * @throws InputError where it is no whole number or outside the bounds
 */
export function wholeNumber(value: unknown, field: string, { least, most }: Bounds): number {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	const fits =
		typeof number === 'number' &&
		Number.isSafeInteger(number) &&
		number >= least &&
		number <= (most ?? Number.MAX_SAFE_INTEGER);
	if (fits) return number;
	const range = most === undefined ? `of ${least} or more` : `from ${least} to ${most}`;
	throw new InputError(
		field,
		`'${field}' has to be a whole number ${range}, not ${shown(value)}`,
		`Correct '${field}', or the expression that gives its value.`,
	);
}

/**
 * Reads a switch from a parameter, which an expression may have made a text.
 *
 * @throws InputError where it is neither on nor off
 */
export function onOrOff(value: unknown, field: string): boolean {
	const text = String(value ?? false).toLowerCase();
	if (text === 'true' || text === 'false') return text === 'true';
	throw new InputError(
		field,
		`'${field}' has to be true or false, not ${shown(value)}`,
		`Correct '${field}', or the expression that gives its value.`,
	);
}

/**
 * Reads a collection of fields from a parameter.
 *
 * @throws InputError where it is none
 */
export function collection(value: unknown, field: string): IDataObject {
	if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
		return value as IDataObject;
	}
	throw new InputError(
		field,
		`'${field}' has to hold fields, not ${shown(value)}`,
		`Set the fields of '${field}' one by one.`,
	);
}

/**
 * Reads a text from a parameter.
 *
 * @throws InputError where it is none
 */
export function plainText(value: unknown, field: string): string {
	if (value === undefined || value === null) return '';
	if (typeof value === 'string') return value.trim();
	if (typeof value === 'number') return String(value);
	throw new InputError(
		field,
		`'${field}' has to be a text, not ${shown(value)}`,
		`Correct '${field}', or the expression that gives its value.`,
	);
}

/**
 * Reads a display language in UiPath's short form.
 *
 * @throws InputError where it is none
 */
export function language(value: unknown): string {
	const text = plainText(value, 'Language');
	if (text === '' || /^[a-z]{2,3}([-_][a-z0-9]{2,8})*$/i.test(text)) return text;
	throw new InputError(
		'Language',
		`'Language' has to be a short form such as en or de, not ${shown(text)}`,
		"Correct 'Language', or leave it empty for UiPath's own choice.",
	);
}

/** A value as an error shows it: recognizable, and short. */
export function shown(value: unknown): string {
	const text = typeof value === 'string' ? `'${value}'` : (JSON.stringify(value) ?? 'nothing');
	return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
