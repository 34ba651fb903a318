import { shapeError } from '../../shared/errorWords';

const HTML_START = /^\uFEFF?\s*(<\?xml|<!--|<!doctype|<html|<head|<body|<script|<meta|<title)/i;

/** Names under which UiPath's services and gateways give their reason. */
const REASON_KEYS = ['message', 'detail', 'title', 'error_description', 'errorMessage', 'error'];

/** Whether an answer is a page made for people, by what it says of itself or how it begins. */
export function isHtml(contentType: unknown, start: string): boolean {
	return (
		/\b(text\/html|application\/xhtml\+xml)\b/i.test(String(contentType ?? '')) ||
		HTML_START.test(start)
	);
}

/** The reason that an error answer gives, as one line, or an empty text. */
export function reasonIn(body: string): string {
	const value = parsed(body);
	if (!isRecord(value)) return '';
	for (const key of REASON_KEYS) {
		const reason = value[key];
		if (typeof reason === 'string' && reason.trim()) {
			return reason.replace(/[\s\p{Cc}]+/gu, ' ').trim();
		}
	}
	return '';
}

/** What a body turned out to be. */
export type JsonBody = { value: unknown } | { cutShort: true };

/**
 * Reads a body as JSON.
 *
 * @returns `cutShort` where it begins as JSON and does not end as such
 * @throws AuditError where it is something else
 */
export function readJson(body: string, status: number): JsonBody {
	const text = body.replace(/^\uFEFF/, '').trim();
	if (text === '') throw shapeError('it is empty', status);
	const value = parsed(text);
	if (value !== undefined) return { value };
	if (/^[{[]/.test(text)) return { cutShort: true };
	throw shapeError('it is neither JSON nor a web page', status);
}

/** @throws AuditError where the value is no object */
export function asRecord(value: unknown, status: number): Record<string, unknown> {
	if (!isRecord(value) || Array.isArray(value)) {
		throw shapeError('it is JSON, but no object with totalCount and results', status);
	}
	return value;
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}
