import type { IDataObject, INodeParameters } from 'n8n-workflow';
import {
	loginPageInstead,
	status,
	throttled,
	tokenRefused,
	wrongShape,
	WRONG_SHAPES,
	type Fault,
	type Simulator,
	type SimulatorOptions,
} from '../simulator/index';
import { runNode, simulatorWith, tokenCredential, withoutBackoff } from './harness';

const resource = 'unifiedAuditLog';
const archive = { operation: 'getArchive', fromDate: '2026-11-20', toDate: '2026-11-20' };

const OPERATIONS: Array<[name: string, INodeParameters]> = [
	['Get Logs', { operation: 'getLogs' }],
	['Download CSV', { operation: 'downloadCsv' }],
	['Get Logs, unified', { resource, operation: 'getLogs' }],
	['Download CSV, unified', { resource, operation: 'downloadCsv' }],
	['Get Archive', { resource, ...archive }],
];

async function failureOf(
	simulator: Simulator,
	parameters: INodeParameters,
	credential: IDataObject = {},
) {
	const { items, error } = await runNode({
		parameters,
		credentials: tokenCredential(simulator, credential),
	});
	expect(items).toEqual([]);
	return {
		name: error?.name,
		message: error?.message,
		description: error?.description,
		httpCode: error && 'httpCode' in error ? error.httpCode : undefined,
	};
}

interface Refusal {
	options: SimulatorOptions;
	credential?: IDataObject;
	httpCode: string | null;
	message: RegExp;
	description: RegExp;
}

const says = (message: string): Fault => status(400, { message, body: 'problem' });

const REFUSALS: Record<string, Refusal> = {
	'an unknown token': {
		options: {},
		credential: { token: 'somebody-elses-token' },
		httpCode: '401',
		message: /did not accept the token \(401\)/,
		description:
			/has expired, was revoked, or was issued for another address.*Token in the credential/,
	},
	'an expired token': {
		options: { faults: [tokenRefused()] },
		httpCode: '401',
		message: /did not accept the token \(401\)/,
		description: /Token in the credential/,
	},
	'a wrong organization (404)': {
		options: { wrongOrganization: 'notFound' },
		credential: { org: 'acne' },
		httpCode: '404',
		message:
			/no (unified )?audit log at http.*\/acne\/(org)?audit_\/api\/(auditlogs|query\/).* \(404\)/,
		description: /Domain and Organization in the credential/,
	},
	'a wrong organization (log-in page with 200)': {
		options: { wrongOrganization: 'loginPage' },
		credential: { org: 'acne' },
		httpCode: null,
		message: /a web page instead of the (unified )?audit log, most likely its login page/,
		description: /\/acne\/.*Domain and Organization in the credential.*expired/,
	},
	'a wrong organization (redirect to the log-in page)': {
		options: { wrongOrganization: 'redirect' },
		credential: { org: 'acne' },
		httpCode: '302',
		message: /login page/,
		description: /\/acne\/.*Domain and Organization in the credential/,
	},
	'an expired session': {
		options: { faults: [loginPageInstead()] },
		httpCode: null,
		message: /login page/,
		description: /token has not expired/,
	},
	'a bad request': {
		options: { faults: [says('The version 9 is not supported')] },
		httpCode: '400',
		message: /did not accept the request \(400\)/,
		description: /UiPath said: The version 9 is not supported/,
	},
	'an unexpected status': {
		options: { faults: [status(418)] },
		httpCode: '418',
		message: /unexpected status: 418/,
		description: /Domain and Organization/,
	},
	'a server that wants to be left alone for an hour': {
		options: { faults: [throttled({ retryAfter: 3_600 })] },
		httpCode: '429',
		message: /asked the node to wait 3600 seconds/,
		description: /longer than the node will wait/,
	},
};

describe.each(OPERATIONS)('%s tells the user', (_name, parameters) => {
	it.each(Object.keys(REFUSALS))('of %s, and does not try again', async (name) => {
		const refusal = REFUSALS[name];
		const simulator = await simulatorWith(refusal?.options);
		const failure = await failureOf(simulator, parameters, refusal?.credential);
		expect(failure).toEqual({
			name: 'NodeApiError',
			message: expect.stringMatching(refusal?.message ?? '') as string,
			description: expect.stringMatching(refusal?.description ?? '') as string,
			httpCode: refusal?.httpCode,
		});
		const paths = simulator.requests.map(({ path }) => path.replace(/\?.*/, ''));
		expect(paths).toHaveLength(new Set(paths).size);
	});

	it('of a token without the scope, which the unified log answers like an unknown one', async () => {
		const tokens = [{ value: 'robots-only', scopes: ['OR.Robots'] }];
		const simulator = await simulatorWith({ tokens });
		const failure = await failureOf(simulator, parameters, { token: 'robots-only' });
		const words =
			parameters.resource === resource
				? ['401', /did not accept the token \(401\)$/, /expired.*lacks the scope PM\.Audit\.Read/]
				: ['403', /is not allowed to read the audit log \(403\)$/, /PM\.Audit\.Read.*role/];
		const [httpCode, message, description] = words;
		expect(failure).toMatchObject({ httpCode });
		expect(failure.message).toMatch(message ?? '');
		expect(failure.description).toMatch(description ?? '');
	});

	it('of a server that cannot be reached', async () => {
		withoutBackoff();
		const simulator = await simulatorWith();
		await simulator.close();
		const { message, description, httpCode } = await failureOf(simulator, parameters);
		expect(httpCode).toBe('ECONNREFUSED');
		expect(message?.replace(/^Could not get the day 2026-11-20: /, '')).toBe(
			`${simulator.origin} could not be reached`,
		);
		expect(description).toMatch(/tried several times.*Domain in the credential.*firewall/);
	});

	it('of a certificate that nobody vouches for, unless that is to be ignored', async () => {
		const simulator = await simulatorWith({ tls: true });
		const { message, description } = await failureOf(simulator, parameters);
		expect(message).toMatch(/certificate .* could not be verified/);
		expect(description).toMatch(/NODE_EXTRA_CA_CERTS.*Ignore SSL Issues/);
		expect(simulator.requests).toHaveLength(0);

		const credentials = tokenCredential(simulator, { allowUnauthorizedCerts: true });
		expect((await runNode({ parameters, credentials })).error).toBeUndefined();
	});
});

describe('an answer of the wrong shape', () => {
	const allowed = ['nullResultsOfNothing'];

	it.each(WRONG_SHAPES.filter((shape) => !allowed.includes(shape)))(
		'is refused: %s',
		async (shape) => {
			const simulator = await simulatorWith({ faults: [wrongShape(shape)] });
			const { message, description } = await failureOf(simulator, { operation: 'getLogs' });
			expect(message).toMatch(/^UiPath.*(is not an audit log|but returns none)/);
			expect(description).toMatch(/Nothing was returned/);
		},
	);

	it('is an empty log where there is nothing to list', async () => {
		const simulator = await simulatorWith({ faults: [wrongShape('nullResultsOfNothing')] });
		const { items, error } = await runNode({
			parameters: { operation: 'getLogs' },
			credentials: tokenCredential(simulator),
		});
		expect(error).toBeUndefined();
		expect(items).toEqual([]);
	});
});
