import { numberOf, oneOf } from '../flagValues.ts';
import type { Flag, Values } from '../flagValues.ts';
import type { UnifiedLogOptions, UnifiedOptions } from './options.ts';

const FLAG_PREFIX = 'unified-';

/** The flags of the unified log. */
export const UNIFIED_FLAGS = {
	'unified-off': { type: 'boolean', help: 'No unified log' },
	'unified-absent': {
		type: 'string',
		value: 'HOW',
		help: 'What its addresses answer then: notFound (default) or loginPage',
	},
	'unified-events': {
		type: 'string',
		value: 'N',
		help: 'Events of each tenant at the start (default 1000)',
	},
	'unified-org-events': {
		type: 'string',
		value: 'N',
		help: 'Events of the organization at the start (default 300)',
	},
	'unified-tenants': {
		type: 'string',
		value: 'A,B',
		help: 'Names of the tenants (default DefaultTenant)',
	},
	'unified-spacing-ms': {
		type: 'string',
		value: 'MS',
		help: 'From one event to the next (default 60000)',
	},
	'unified-ties': { type: 'string', value: 'N', help: 'Events that share one createdOn' },
	'unified-max-count': {
		type: 'string',
		value: 'N',
		help: 'The largest maxCount that is honoured (default 200)',
	},
	'unified-tie-order': {
		type: 'string',
		value: 'ORDER',
		help: 'Order within an instant: ascending (default), descending or shuffled',
	},
	'unified-rounding': {
		type: 'string',
		value: 'UNIT',
		help: 'from and to are cut off to: none (default), millisecond or second',
	},
	'unified-extra': { type: 'string', value: 'NAME', help: 'A further parameter of cursors: qw' },
	'unified-always-previous': {
		type: 'boolean',
		help: 'A page with events always has a previous one',
	},
	'unified-empty-pages': {
		type: 'string',
		value: 'N',
		help: 'Every N-th page behind a cursor is empty, and goes on',
	},
	'unified-arrivals': { type: 'string', value: 'N', help: 'New events before each page' },
	'unified-late': { type: 'string', value: 'N', help: 'Late events before each page' },
	'unified-retention': {
		type: 'string',
		value: 'N',
		help: 'Oldest events removed before each page',
	},
	'unified-store-fields': {
		type: 'string',
		value: 'KIND',
		help: 'Fields of the long-term store: observed (default) or older',
	},
	'unified-store-bytes': { type: 'string', value: 'N', help: 'The least bytes of its ZIPs' },
} as const satisfies Record<string, Flag>;

/**
 * The unified log that the flags ask for.
 *
 * @param newest of the classic log, which the unified one shares
 * @throws RangeError naming the flag that makes no sense
 */
export function unifiedFrom(values: Values, newest: string | undefined): UnifiedOptions {
	const name = (flag: string) => `${FLAG_PREFIX}${flag}`;
	const number = (flag: string) => numberOf(values, name(flag));
	const text = (flag: string) => {
		const value = values[name(flag)];
		return typeof value === 'string' ? value : undefined;
	};
	const log: UnifiedLogOptions = { newest, spacingMs: number('spacing-ms'), ties: number('ties') };
	const tenants = (text('tenants') ?? 'DefaultTenant').split(',');
	const max = number('max-count');
	return {
		organization: { ...log, events: number('org-events') },
		tenants: tenants.map((tenant) => ({ ...log, name: tenant, events: number('events') })),
		enabled: values[name('off')] !== true,
		absent: oneOf(values, name('absent'), ['notFound', 'loginPage']),
		maxCount: max === undefined ? undefined : { min: Math.min(10, max), max },
		tieOrder: oneOf(values, name('tie-order'), ['ascending', 'descending', 'shuffled']),
		rounding: oneOf(values, name('rounding'), ['none', 'millisecond', 'second']),
		extraParameter: text('extra'),
		alwaysPrevious: values[name('always-previous')] === true,
		emptyPages: number('empty-pages'),
		movement: {
			arrivals: number('arrivals'),
			late: number('late'),
			retention: number('retention'),
		},
		store: {
			fields: oneOf(values, name('store-fields'), ['observed', 'older']),
			bytes: number('store-bytes'),
		},
	};
}
