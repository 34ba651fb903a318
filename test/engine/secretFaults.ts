import { stringify } from 'flatted';
import type { IDataObject } from 'n8n-workflow';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from 'node:util';
import {
	closesAfter,
	cutShort,
	echoesAuthorization,
	neverAnswers,
	previousLeadsTo,
	redirect,
	reset,
	status,
	throttled,
	tokenRefused,
	wrongShape,
	type Fault,
} from '../simulator/index';
import { findSecret } from './findSecret';
import { n8n, storedFiles, type NodeRun } from './harness';

/** A token in the shape of UiPath's own. */
export const TOKEN = 'rt_9f86d081884c7d659a2feaa0c55ad015a3bf4f1b';

/** Sends the token back in places where a client may pick it up for its words. */
const echo = (name: string, body: (token: string) => string, headers = {}): Fault => ({
	name,
	answer: async (regular, request) => {
		const token = (request.authorization ?? '').replace('Bearer ', '');
		const made = status(200, { body: 'text', message: body(token), headers }).answer;
		return (await made?.(regular, request)) ?? regular;
	},
});

/** Ways to fail that could carry a token into an error, a log or an item. */
export const SECRET_FAULTS: Record<string, Fault> = {
	'echoed with 400': echoesAuthorization(400),
	'echoed with 401': echoesAuthorization(401),
	'echoed with 403': echoesAuthorization(403),
	'echoed with 500': echoesAuthorization(500),
	'echoed as text': echo('echoes text', (token) => `no log for ${token}`),
	'echoed as a page': echo('echoes a page', (token) => `<html><title>${token}</title></html>`),
	'echoed as a time': echo('echoes a time', (token) =>
		JSON.stringify({
			...{ totalCount: 1, results: [{ createdOn: token }] },
			...{ auditEvents: [{ id: '1', createdOn: token }], previous: null },
		}),
	),
	'echoed as a type': echo('echoes a type', () => 'x', { 'Content-Type': `text/${TOKEN}` }),
	'in a redirect': redirect(302, ({ authorization }) => `https://uipath.test/?${authorization}`),
	'in the host of a redirect': redirect(302, `https://${TOKEN}.uipath.test/`),
	'in the scheme of a redirect': redirect(302, `x${TOKEN.replace('_', '-')}:/`),
	'token refused': tokenRefused(),
	forbidden: status(403),
	'not found': status(404, { body: 'html' }),
	unavailable: status(503),
	throttled: throttled({ retryAfter: 3_600 }),
	reset: reset(),
	'closed early': closesAfter(100, 'length'),
	'cut short': cutShort(),
	stalled: neverAnswers(),
	'no total': wrongShape('noTotalCount'),
};

/** Searches all that a run leaves behind. */
export async function findIn(run: NodeRun, secrets: string[]) {
	const { storageFolder } = await n8n();
	const files = await storedFiles();
	const metadata = files.filter((file) => file.endsWith('.metadata'));
	return findSecret(
		{
			run,
			// What the server's database would hold, and what a console would show.
			record: stringify(run.run.data),
			json: JSON.stringify({ ...run.error, cause: run.error?.cause }),
			shown: inspect(run, { depth: 12, showHidden: true }),
			metadata: await Promise.all(
				metadata.map(async (file) => await readFile(join(storageFolder, file), 'utf8')),
			),
		},
		secrets,
	);
}

/** A page with an event that is made of the token where it should not be. */
const page = (change: (token: string) => IDataObject): Fault =>
	echo('echoes in a page', (token) => {
		const event = { id: 'a', createdOn: '2026-01-01T00:00:00Z' };
		return JSON.stringify({ auditEvents: [event], next: null, previous: null, ...change(token) });
	});

/** The same for pages of the unified log whose cursors have to be followed. */
export const CURSOR_FAULTS: Record<string, Fault> = {
	'the host of a cursor': previousLeadsTo((previous) => `https://${TOKEN}.example.com${previous}`),
	'the user of a cursor': previousLeadsTo((previous) => `https://${TOKEN}@example.com${previous}`),
	'the path of a cursor': previousLeadsTo((previous) => `/${TOKEN}${previous.replace('?', '/?')}x`),
	'a path elsewhere': previousLeadsTo(() => `/acme/${TOKEN.slice(0, 20)}/..;/${TOKEN}/events`),
	'a coded path': previousLeadsTo(
		() => `/${[...TOKEN].map((c) => `%${c.charCodeAt(0).toString(16)}`).join('')}`,
	),
	'the query of a cursor': previousLeadsTo((previous) => `${previous}&qw=${TOKEN}&before=x`),
	'the scheme of a cursor': previousLeadsTo(() => `x${TOKEN.replace('_', '-')}:/`),
	'an id that is none': page((token) => ({ auditEvents: [{ id: [token], createdOn: token }] })),
	'a name of a property': page((token) => ({ auditEvents: { [token]: token } })),
	'a cursor that is none': page((token) => ({ previous: { [token]: token } })),
};
