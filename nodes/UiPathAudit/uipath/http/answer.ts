import { HttpError } from './httpError';

const HTML_START = /^\uFEFF?\s*(<\?xml|<!--|<!doctype|<html|<head|<body|<script|<meta|<title)/i;

/** Names under which services and gateways give their reason. */
const REASON_KEYS = ['message', 'detail', 'title', 'error_description', 'errorMessage', 'error'];

/** Whether an answer is a page made for people, by what it says of itself or how it begins. */
export function isHtml(contentType: unknown, start: string): boolean {
	return (
		/\b(text\/html|application\/xhtml\+xml)\b/i.test(String(contentType ?? '')) ||
		HTML_START.test(start)
	);
}

/** The reason that an error answer gives, as one line, or an empty text. */
export function readReason(body: string): string {
	const value = parseJson(body);
	if (!isRecord(value)) return '';
	for (const key of REASON_KEYS) {
		const reason = value[key];
		if (typeof reason === 'string' && reason.trim()) {
			return reason.replace(/[\s\p{Cc}]+/gu, ' ').trim();
		}
	}
	return '';
}

/**
 * Reads a body as JSON.
 *
 * @throws HttpError `cut-short` where it begins as JSON and does not end as such, `wrong-shape`
 *   where it is something else
 */
export function readJson(body: string, status: number): unknown {
	const text = body.replace(/^\uFEFF/, '').trim();
	if (text === '') throw new HttpError('wrong-shape', { shape: 'empty', status });
	const value = parseJson(text);
	if (value !== undefined) return value;
	if (/^[{[]/.test(text)) throw new HttpError('cut-short', { cut: 'json', status });
	throw new HttpError('wrong-shape', { shape: 'neither-json-nor-page', status });
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** Whether a value has properties; a list has some, too. */
export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}

/** Whether a value is what JSON calls an object. */
export function isObject(value: unknown): value is Record<string, unknown> {
	return isRecord(value) && !Array.isArray(value);
}
