import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { resolve } from 'node:path';
import type { Simulator } from '../simulator/index';
import {
	fileOf,
	n8n,
	requestsDuring,
	runNode,
	simulatorWith,
	storedFiles,
	tokenCredential,
	withoutBackoff,
} from './harness';

const RUNS = 300;

/** Nothing but the two calls of the audit log, of one organization whose name is one plain segment. */
const AUDIT_PATH = /^\/([^/?#\\]+)\/audit_\/api\/auditlogs(?:\/download)?(?:\?([^#]*))?$/;

const KNOWN_PARAMETERS = new Set([
	...['language', 'top', 'skip', 'sortBy', 'sortOrder', 'api-version', 'size'],
]);

const NASTY = [
	...['..', '.', '/', '\\', '?', '#', '%2f', '%2F', '%5c', '%2e%2e', '%00', '%0d%0a', '%', '&'],
	...['@', ':', ';', '=', '+', ' ', '\t', '\r\n', '\0', '\u2028', '\u202e', '\ufeff', '\u3002'],
	...['\uff0f', '\u2215', 'a', 'acme', 'portal_', 'x'.repeat(300), 'é', '\u{1f600}', '\ud800'],
	...['//evil.test', '/../../evil', '\r\nHost: evil.test', '?skip=1#', '__proto__', 'null'],
];

/** A text that begins with an equals sign is an expression to n8n, and what it gives is what counts. */
const nasty = fc
	.oneof(
		fc.array(fc.constantFrom(...NASTY), { maxLength: 4 }).map((parts) => parts.join('')),
		fc.string({ unit: 'binary', maxLength: 20 }),
	)
	.filter((text) => !text.startsWith('='));

/** What may stand before and behind a host name in a field that people paste addresses into. */
const PREFIXES = [
	...['', ' ', '\t', 'http://', 'HTTP://', 'https://', 'http:/', 'http:\\\\', 'http:///', '//'],
	...['http://evil.test@', 'http://evil.test:80@', 'http://:@', 'ftp://', 'file://', 'http://\r\n'],
	...['http://evil.test#@', 'http://evil.test?@', 'http://evil.test\\@', 'http://evil.test\r\n'],
];
const SUFFIXES = [
	...['', ' ', '/', '/acme', '/acme/portal_', '/acme/t/orchestrator_', '/..', '/%2e%2e', '/a%2fb'],
	...['?', '?a=b', '#', '#a', '@evil.test', '#@evil.test', '/@evil.test', '\\@evil.test', ':80'],
	...['%40evil.test', '\r\nHost: evil.test', '/\r\n', '%0d%0a', '.evil.test', '/é', '/\ud800'],
];

function expectAuditPaths(paths: string[], organization?: string): void {
	for (const path of paths) {
		const [, segment = '', query = ''] = AUDIT_PATH.exec(path) ?? [];
		const name = decodeURIComponent(segment);
		expect({ path, name }).toEqual({
			path,
			name: expect.stringMatching(/^[\p{L}\p{N}_-][\p{L}\p{N}_.-]*$/u) as string,
		});
		if (organization !== undefined)
			expect(name).toBe(organization.trim().replace(/^\/+|\/+$/g, ''));
		const names = [...new URLSearchParams(query).keys()];
		expect(names.filter((parameter) => !KNOWN_PARAMETERS.has(parameter))).toEqual([]);
		expect(new Set(names).size).toBe(names.length);
	}
}

describe('whatever is entered', () => {
	let simulator: Simulator;

	beforeEach(async () => {
		withoutBackoff();
		simulator = await simulatorWith({ entries: 1 });
	});

	async function requestsOf(credential: IDataObject, parameters: INodeParameters) {
		const credentials = tokenCredential(simulator, credential);
		const requests = await requestsDuring(async () => await runNode({ parameters, credentials }));
		const { host } = new URL(simulator.origin);
		expect(requests.filter((request) => request.host !== host)).toEqual([]);
		return requests.map(({ path }) => path);
	}

	const operation = fc.constantFrom('getLogs', 'downloadCsv');

	it('as the domain, requests go to that host and to the audit log', async () => {
		const { host } = new URL(simulator.origin);
		let sent = 0;
		const property = fc.asyncProperty(
			fc.constantFrom(...PREFIXES),
			fc.array(fc.constantFrom(...SUFFIXES), { maxLength: 2 }),
			fc.constantFrom('', 'acme', '..'),
			operation,
			async (prefix, suffixes, org, name) => {
				const domain = `${prefix}${host}${suffixes.join('')}`;
				const paths = await requestsOf({ domain, org }, { operation: name });
				sent += paths.length;
				expectAuditPaths(paths);
			},
		);
		await fc.assert(property, { numRuns: RUNS });
		expect(sent).toBeGreaterThan(RUNS / 20);
	});

	it.each(['http:/uipath.test', 'https:/uipath.test/acme@evil.test', 'http:uipath.test'])(
		'as the domain, a slip of the pen makes no host of the scheme: %s',
		async (domain) => {
			const credentials = tokenCredential(simulator, { domain, org: '' });
			const requests = await requestsDuring(async () => {
				await runNode({ parameters: { operation: 'getLogs' }, credentials });
			});
			expect(requests).toEqual([]);
		},
	);

	it('as the organization, requests stay in its own audit log', async () => {
		const property = fc.asyncProperty(nasty, operation, async (org, name) => {
			expectAuditPaths(await requestsOf({ org }, { operation: name }), org);
		});
		await fc.assert(property, { numRuns: RUNS });
	});

	it('as an option, requests stay in the audit log, and none has a parameter added', async () => {
		const language = fc.oneof(fc.constantFrom('', 'de', 'pt-BR'), nasty);
		let sent = 0;
		const property = fc.asyncProperty(language, nasty, operation, async (text, other, name) => {
			const options = { language: text, apiVersion: other };
			const paths = await requestsOf({}, { operation: name, options });
			sent += paths.length;
			expectAuditPaths(paths, 'acme');
		});
		await fc.assert(property, { numRuns: RUNS });
		expect(sent).toBeGreaterThan(RUNS / 4);
	});

	it('as the name of the file, it is one line that stays in its folder', async () => {
		const { storageFolder } = await n8n();
		const property = fc.asyncProperty(nasty, async (fileName) => {
			const { items, error } = await runNode({
				parameters: { operation: 'downloadCsv', options: { fileName } },
				credentials: tokenCredential(simulator),
			});
			if (error) return expect(error.message).toContain("'File Name'");
			const name = fileOf(items[0]).fileName ?? '';
			expect(items[0]?.json.fileName).toBe(name);
			expect(name).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}/\\:]|^\.|^\s|^$/u);
			expect(resolve('/folder', name)).toBe(`/folder/${name}`);
			expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
		});
		await fc.assert(property, { numRuns: RUNS });
		for (const file of await storedFiles()) {
			expect(resolve(storageFolder, file)).toBe(`${storageFolder}/${file}`);
			expect(file).toMatch(/^workflows\/engine-test\/executions\/\d+\/binary_data\/[\w.-]+$/);
		}
	});
});
