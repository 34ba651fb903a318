import type { INodeProperties } from 'n8n-workflow';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LogError, type LogErrorKind } from '../../nodes/UiPathAudit/log/logError';
import { resources } from '../../nodes/UiPathAudit/resources';
import { makeSituation } from '../../nodes/UiPathAudit/shared/operation';
import { putIntoWords } from '../../nodes/UiPathAudit/shared/words';
import { CREDENTIAL_WORDS } from '../../nodes/UiPathAudit/shared/words/credentialWords';
import { HTTP_WORDS } from '../../nodes/UiPathAudit/shared/words/httpWords';
import { LOG_WORDS } from '../../nodes/UiPathAudit/shared/words/logWords';
import { SERVICE_WORDS } from '../../nodes/UiPathAudit/shared/words/serviceWords';
import type { Situation } from '../../nodes/UiPathAudit/shared/words/situation';
import { PartError } from '../../nodes/UiPathAudit/shared/partError';
import { HttpError, type HttpErrorKind } from '../../nodes/UiPathAudit/uipath/http/httpError';
import {
	CredentialError,
	ServiceError,
	type CredentialErrorKind,
	type ServiceErrorKind,
} from '../../nodes/UiPathAudit/uipath/uiPathError';
import { UiPathAuditApi } from '../../credentials/UiPathAuditApi.credentials';
import { UiPathAuditOAuth2Api } from '../../credentials/UiPathAuditOAuth2Api.credentials';

const URL = 'https://cloud.uipath.com/acme/audit_/api/auditlogs';

/** Kinds of errors that the identity server can cause, too. */
const UNANSWERED = [
	...(['host-not-found', 'certificate-refused', 'too-slow'] as const),
	...(['unreachable', 'closed', 'connection-failed'] as const),
];

/** Every error that there is, with facts as they may be. */
function everyError(): Error[] {
	const http = Object.keys(HTTP_WORDS) as HttpErrorKind[];
	const service = Object.keys(SERVICE_WORDS) as ServiceErrorKind[];
	const tried = [
		{ url: URL, kind: 'not-found' as const, status: 404 },
		{ url: `${URL}/id`, kind: 'web-page' as const, status: 200 },
	];
	return [
		...http.map((kind) => {
			const facts = { code: 'EFAULT', waitMs: 400_000, said: 'no', target: 'https://b.example' };
			return new HttpError(kind, { url: URL, status: 418, received: 1, promised: 2, ...facts });
		}),
		...UNANSWERED.map((kind) => {
			const identityServer = 'https://identity.example.com';
			return new HttpError(kind, { url: URL, code: 'EFAULT', identityServer });
		}),
		...service.flatMap((kind) => [
			new ServiceError(kind, { status: 200, entries: 1, totalEntries: 2, tried }),
			new ServiceError(kind, { status: 200, tried, hasOrganizationId: true }),
			new ServiceError(kind, { file: '3.2', flaw: 'size', excess: 'bytes', limit: 1e9 }),
		]),
		...(Object.keys(LOG_WORDS) as LogErrorKind[]).map((kind) => {
			const facts = { count: 9, place: 3, limit: 4, property: 'createdOn' };
			return new LogError(kind, { ...facts, time: '2026-01-31T08:00:00.0000000' });
		}),
		new LogError('counted-not-given', { count: 0, place: 3 }),
		new PartError(
			'Could not get the day 2026-01-31',
			new HttpError('server-fault', { status: 504 }),
		),
		...(Object.keys(CREDENTIAL_WORDS) as CredentialErrorKind[]).map((kind) => {
			const facts = { organization: 'a', domainOrganization: 'b', scheme: 'http:' };
			return new CredentialError(kind, facts);
		}),
	];
}

interface Named {
	name: string;
	situation: Situation;
}

function everySituation(): Named[] {
	return Object.values(resources).flatMap((resource) =>
		(['accessToken', 'oAuth2'] as const).flatMap((authentication) => [
			...Object.entries(resource.operations).map(([name, operation]) => ({
				name: `${name} with ${authentication}`,
				situation: makeSituation(resource, operation, authentication),
			})),
			{
				name: `the trigger with ${authentication}`,
				situation: makeSituation(resource, resource.followed, authentication),
			},
			{
				name: `a token for another log with ${authentication}`,
				situation: {
					...{ log: resource.words, authentication, fields: new Set<string>() },
					readable: 'other log',
				},
			},
			{
				name: `a test or a list with ${authentication}`,
				situation: { log: resource.words, authentication, fields: new Set<string>() },
			},
		]),
	);
}

/** As sentences call them. */
function displayNames(fields: INodeProperties[]): string[] {
	const names = fields.flatMap(({ displayName, options = [] }) => [
		displayName,
		...options.flatMap((option) => ('displayName' in option ? [option.displayName] : [])),
	]);
	return names.map((name) => name.replace('Requests: ', ''));
}

const ALL_FIELDS = new Set(
	Object.values(resources).flatMap(({ operations, followed }) =>
		[...Object.values(operations), followed].flatMap(({ fields }) => displayNames(fields)),
	),
);

const CREDENTIAL_FIELDS = {
	accessToken: new Set(displayNames(new UiPathAuditApi().properties)),
	oAuth2: new Set([
		...displayNames(new UiPathAuditOAuth2Api().properties),
		...['Client ID', 'Client Secret'],
	]),
};

/** Words that are names of fields and of other things as well. */
const AMBIGUOUS = new Set(['Action Names or IDs', 'Message', 'Options', 'From', 'To', 'Limit']);

/** A text without the names of these fields, so that 'Size' is not found in 'Page Size'. */
function without(text: string, names: Iterable<string>): string {
	return [...names]
		.sort((a, b) => b.length - a.length)
		.reduce((rest, name) => rest.replaceAll(name, ''), text);
}

function isOfIdentityServer(error: Error): boolean {
	return error instanceof HttpError && error.facts.identityServer !== undefined;
}

describe.each(everySituation())('the words for $name', ({ situation }) => {
	const said = everyError().map((error) => {
		const { message, remedy } = putIntoWords(error, situation);
		return { kind: error.message, error, message, remedy };
	});

	it('name no field that the operation lacks', () => {
		const others = [...ALL_FIELDS].filter((name) => !situation.fields.has(name));
		for (const { kind, message, remedy } of said) {
			// Another operation may be recommended, by its name and its best-known field.
			const text = `${message}. ${remedy}`
				.replace('Export Logs with Return All', '')
				// The credential has a field of that name as well.
				.replace('Scope in the credential', '');
			const rest = without(text, situation.fields);
			const found = others.filter((name) => !AMBIGUOUS.has(name) && rest.includes(name));
			expect({ kind, text, found }).toEqual({ kind, text, found: [] });
		}
	});

	it('name no field that the credential lacks', () => {
		const own = CREDENTIAL_FIELDS[situation.authentication];
		const all = [...CREDENTIAL_FIELDS.accessToken, ...CREDENTIAL_FIELDS.oAuth2];
		for (const { kind, error, remedy } of said) {
			// What is wrong with a credential of the other kind is not met here.
			if (error instanceof CredentialError || kind === 'sign-in-refused') continue;
			if (situation.authentication === 'accessToken' && isOfIdentityServer(error)) continue;
			const rest = without(remedy, own);
			const found = all.filter(
				(name) =>
					!own.has(name) && !situation.fields.has(name) && new RegExp(`\\b${name}\\b`).test(rest),
			);
			expect({ kind, remedy, found }).toEqual({ kind, remedy, found: [] });
		}
	});

	it('are whole sentences', () => {
		for (const { kind, message, remedy } of said) {
			expect({ kind, message }).toEqual({
				kind,
				message: expect.stringMatching(/^\S.{15,158}[^.\s]$/) as string,
			});
			expect({ kind, remedy }).toEqual({
				kind,
				remedy: expect.stringMatching(/^[A-Z].+[.)]$|said: no$/) as string,
			});
			expect(`${message} ${remedy}`).not.toMatch(/undefined|NaN| {2}|\$\{| ,/);
		}
	});
});

describe('docs/errors.md', () => {
	const table = readFileSync(join(__dirname, '..', '..', 'docs', 'errors.md'), 'utf8');
	const rows = [...table.matchAll(/^\| (.+?) \| /gm)]
		.flatMap(([, cell = '']) => cell.split(' / '))
		.filter((cell) => !/^-+|^Error$/.test(cell));

	/** A row's text, in which dots stand for whatever is not always the same. */
	function isIn(row: string, message: string): boolean {
		const parts = row.split('…').map((part) => part.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
		return new RegExp(parts.join('.*')).test(message);
	}

	it('lists every error by the words that it has', () => {
		const missing = everySituation().flatMap(({ situation }) =>
			everyError()
				.filter((error) => error.message !== 'ended' && !(error instanceof CredentialError))
				.map((error) => putIntoWords(error, situation).message)
				.filter((message) => !rows.some((row) => isIn(row, message))),
		);
		expect([...new Set(missing)]).toEqual([]);
	});

	it('lists no error that there is not', () => {
		const messages = everySituation().flatMap(({ situation }) =>
			everyError().map((error) => putIntoWords(error, situation).message),
		);
		const idle = rows.filter((row) => !messages.some((message) => isIn(row, message)));
		// What is wrong with an input is said where the input is read.
		const ofInputs = /must be|is after 'To'|There is no entry to show/;
		expect(idle.filter((row) => !ofInputs.test(row))).toEqual([]);
	});
});
