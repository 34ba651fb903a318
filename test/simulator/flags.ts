import { FAULT_CATALOGUE } from './catalogue.ts';
import { randomly } from './fault.ts';
import type { FaultRule } from './fault.ts';
import { numberOf, oneOf } from './flagValues.ts';
import type { Flag } from './flagValues.ts';
import type { Deployment, ListAddress, SimulatorOptions, SortOrder } from './options.ts';
import { UNIFIED_FLAGS, unifiedFrom } from './unified/flags.ts';

/** All flags of the command line, as `parseArgs` takes them. */
export const FLAGS = {
	help: { type: 'boolean', short: 'h', help: 'Show this help' },
	port: { type: 'string', value: 'N', help: 'Port to listen at (default: a free one)' },
	host: { type: 'string', value: 'ADDRESS', help: 'Address to listen at (default 127.0.0.1)' },
	tls: { type: 'boolean', help: 'Serve https with a self-signed certificate' },
	org: { type: 'string', value: 'NAME', help: 'Organization (default acme)' },
	token: { type: 'string', value: 'TOKEN', help: 'Access token that is accepted' },
	'client-id': { type: 'string', value: 'ID', help: 'Client id of the external application' },
	'client-secret': { type: 'string', value: 'SECRET', help: 'Its secret' },
	'token-lifetime': {
		type: 'string',
		value: 'SECONDS',
		help: 'Lifetime of issued tokens (default 3600)',
	},
	deployment: {
		type: 'string',
		value: 'KIND',
		help: 'Token addresses: any, cloud, suite or standalone',
	},
	entries: { type: 'string', value: 'N', help: 'Entries at the start (default 1000)' },
	newest: { type: 'string', value: 'ISO', help: 'Time of the newest entry' },
	'spacing-ms': { type: 'string', value: 'MS', help: 'From one entry to the next (default 1000)' },
	ties: { type: 'string', value: 'N', help: 'Entries that share one createdOn (default 1)' },
	twins: { type: 'string', value: 'N', help: 'Every N-th entry equals its predecessor' },
	'created-on-offset': {
		type: 'string',
		value: '+hh:mm',
		help: 'How createdOn is written (default +00:00)',
	},
	seed: { type: 'string', value: 'N', help: 'Seed of the data (default 1)' },
	'page-limit': { type: 'string', value: 'N', help: 'The largest top that is honoured' },
	'default-top': { type: 'string', value: 'N', help: 'Page size without top (default 100)' },
	'default-order': {
		type: 'string',
		value: 'ORDER',
		help: 'Order without sortOrder: asc or desc (default)',
	},
	arrivals: { type: 'string', value: 'N', help: 'New entries before each page' },
	late: { type: 'string', value: 'N', help: 'Late entries before each page' },
	retention: { type: 'string', value: 'N', help: 'Oldest entries removed before each page' },
	'shuffle-ties': {
		type: 'boolean',
		help: 'Entries of one sort key come in another order each time',
	},
	'csv-bom': { type: 'boolean', help: 'CSV with a byte-order mark' },
	'csv-length': { type: 'boolean', help: 'CSV with Content-Length instead of chunked' },
	'csv-type': {
		type: 'string',
		value: 'TYPE',
		help: 'Content-Type of the CSV (default application/octet-stream)',
	},
	'csv-disposition': {
		type: 'string',
		value: 'TEXT',
		help: 'Content-Disposition of the CSV (default none)',
	},
	'csv-bytes': { type: 'string', value: 'N', help: 'Size of the CSV, by repeating its rows' },
	'csv-max': { type: 'string', value: 'N', help: 'The most entries in a CSV (default: all)' },
	list: {
		type: 'string',
		value: 'WHERE',
		help: 'Address of the list: usual (default), withId or portal',
	},
	latency: { type: 'string', value: 'MS', help: 'Wait of every answer (default 0)' },
	fault: {
		type: 'string',
		value: 'NAME',
		help: `A fault: ${Object.keys(FAULT_CATALOGUE).join(', ')}`,
	},
	'fault-rate': {
		type: 'string',
		value: 'SHARE',
		help: 'Share of the requests that meet it, 0 to 1 (default 1)',
	},
	'wrong-organization': {
		type: 'string',
		value: 'HOW',
		help: 'loginPage (default), redirect or notFound',
	},
	'other-paths': { type: 'string', value: 'HOW', help: 'notFound (default) or loginPage' },
	...UNIFIED_FLAGS,
} as const satisfies Record<string, Flag>;

type FlagName = keyof typeof FLAGS;

/** What `parseArgs` makes of the flags. */
export type FlagValues = {
	readonly [Name in FlagName]?: (typeof FLAGS)[Name]['type'] extends 'boolean' ? boolean : string;
};

/** The text of `--help`. */
export function helpText(): string {
	const lines = Object.entries<Flag>(FLAGS).map(([name, { value, help }]) => {
		const usage = value === undefined ? `--${name}` : `--${name} ${value}`;
		return `  ${usage.padEnd(28)}${help}`;
	});
	return [
		'A UiPath server with an audit log, to develop and demonstrate against.',
		'',
		...lines,
	].join('\n');
}

function faultsOf(values: FlagValues): FaultRule[] {
	const { fault: name } = values;
	if (name === undefined) return [];
	const fault = FAULT_CATALOGUE[name];
	if (fault === undefined)
		throw new RangeError(`--fault: one of ${Object.keys(FAULT_CATALOGUE).join(', ')}`);
	return [randomly(numberOf(values, 'fault-rate') ?? 1, fault)];
}

/** The simulator's options that the flags ask for. @throws RangeError naming the flag that makes no sense */
export function optionsFrom(values: FlagValues): SimulatorOptions {
	const number = (name: FlagName) => numberOf(values, name);
	const listAddress = oneOf<ListAddress>(values, 'list', ['usual', 'withId', 'portal']);
	return {
		port: number('port'),
		host: values.host,
		tls: values.tls,
		organization: values.org,
		token: values.token,
		oauth: {
			clientId: values['client-id'],
			clientSecret: values['client-secret'],
			tokenLifetime: number('token-lifetime'),
		},
		deployment: oneOf<Deployment>(values, 'deployment', ['any', 'cloud', 'suite', 'standalone']),
		entries: number('entries'),
		newest: values.newest,
		spacingMs: number('spacing-ms'),
		ties: number('ties'),
		twins: number('twins'),
		createdOnOffset: values['created-on-offset'],
		seed: number('seed'),
		pageLimit: number('page-limit'),
		defaultTop: number('default-top'),
		defaultOrder: oneOf<SortOrder>(values, 'default-order', ['asc', 'desc']),
		movement: {
			arrivals: number('arrivals'),
			late: number('late'),
			retention: number('retention'),
			shuffleTies: values['shuffle-ties'],
		},
		csv: {
			bom: values['csv-bom'],
			transfer: values['csv-length'] === true ? 'length' : 'chunked',
			contentType: values['csv-type'],
			contentDisposition: values['csv-disposition'],
			bytes: number('csv-bytes'),
			maxEntries: number('csv-max'),
		},
		listAddresses: listAddress === undefined ? undefined : [listAddress],
		faults: faultsOf(values),
		latencyMs: number('latency'),
		wrongOrganization: oneOf(values, 'wrong-organization', ['loginPage', 'redirect', 'notFound']),
		otherPaths: oneOf(values, 'other-paths', ['notFound', 'loginPage']),
		unified: unifiedFrom(values, values.newest),
	};
}
