import { guidFrom } from '../entries.ts';
import { hash, sequence } from '../random.ts';
import type { AuditSource, UnifiedLevel } from './options.ts';

type Names = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** Sources, their targets and the types of these. Some names occur under several: each time with another id. */
const NAMES: Readonly<Record<UnifiedLevel, Names>> = {
	organization: {
		Identity: {
			User: ['Login', 'Logout', 'Password changed'],
			Group: ['Created', 'Updated', 'Deleted'],
			'External application': ['Created', 'Updated', 'Deleted', 'Secret added'],
		},
		Licensing: {
			License: ['Assigned', 'Released', 'Expired'],
			User: ['Assigned', 'Released'],
			Tenant: ['Updated', 'Limit reached'],
		},
		'Organization Management': {
			Tenant: ['Created', 'Updated', 'Disabled', 'Deleted'],
			Service: ['Enabled', 'Disabled'],
			Setting: ['Updated'],
		},
		'Automation Ops, governance': {
			Policy: ['Created', 'Updated', 'Deleted', 'Deployed'],
			Template: ['Created', 'Updated'],
			Setting: ['Updated', 'Reset'],
		},
	},
	tenant: {
		Orchestrator: {
			Process: ['Created', 'Updated', 'Deleted', 'Started'],
			Queue: ['Created', 'Updated', 'Deleted', 'Item added'],
			Asset: ['Created', 'Updated', 'Deleted', 'Read'],
			User: ['Login', 'Role assigned'],
		},
		Apps: {
			App: ['Created', 'Published', 'Deleted'],
			User: ['Login', 'Shared with'],
			Setting: ['Updated'],
		},
		'Action Center': {
			Action: ['Created', 'Assigned', 'Completed'],
			'Action catalog': ['Created', 'Deleted'],
			User: ['Assigned', 'Unassigned'],
		},
		'Integration Service': {
			Connection: ['Created', 'Updated', 'Deleted', 'Failed'],
			Trigger: ['Created', 'Started', 'Deleted'],
			Setting: ['Updated'],
		},
	},
};

/** The catalogue of a level: what `sources` answers. Ids follow from the seed, and differ between the levels. */
export function createCatalogue(level: UnifiedLevel, seed: number): AuditSource[] {
	const next = sequence(hash(seed, level === 'organization' ? 1 : 2, 31));
	const named = (name: string) => ({ id: guidFrom(next), name });
	return Object.entries(NAMES[level]).map(([source, targets]) => ({
		...named(source),
		eventTargets: Object.entries(targets).map(([target, types]) => ({
			...named(target),
			eventTypes: types.map(named),
		})),
	}));
}
