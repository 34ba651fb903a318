import {
	ADDRESSES,
	ASSETS,
	GROUPS,
	LICENSES,
	PEOPLE,
	ROBOTS,
	ROLES,
	TENANTS,
} from './vocabulary.ts';
import type { Person } from './vocabulary.ts';

/** What an event's text is made from: who did it, and a source of deterministic choices. */
export interface EventContext {
	readonly person: Person;
	/** One of the list. */
	readonly pick: <T>(choices: readonly T[]) => T;
	/** An id as UiPath's databases have them. */
	readonly guid: () => string;
	/** An integer in `[0, limit)`. */
	readonly below: (limit: number) => number;
}

/** The fields of an entry that depend on what happened. */
export interface EventText {
	category: string | null;
	action: string | null;
	source: string | null;
	message: string | null;
	/** Becomes `auditLogDetails`: an object as JSON with CRLF, a string as it is. */
	details: Record<string, unknown> | string | null;
}

type EventKind = (context: EventContext) => EventText;

function loggedIn({ person, pick }: EventContext): EventText {
	return {
		category: 'User',
		action: 'Login',
		source: 'Cis',
		message: `User '${person.account}' logged in`,
		details: { userName: person.account, email: person.email, clientAddress: pick(ADDRESSES) },
	};
}

function logInFailed({ person, pick, below }: EventContext): EventText {
	return {
		category: 'User',
		action: 'LoginFailed',
		source: 'Cis',
		message: `User '${person.account}' could not log in`,
		details: {
			userName: person.account,
			reason: 'Invalid "password"',
			attempt: 1 + below(5),
			clientAddress: pick(ADDRESSES),
		},
	};
}

function userCreated({ pick, guid }: EventContext): EventText {
	const created = pick(PEOPLE);
	return {
		category: 'User',
		action: 'Create',
		source: 'Cis',
		message: `User '${created.account}' was created`,
		details: { id: guid(), name: created.name, email: created.email, groups: [pick(GROUPS)] },
	};
}

function roleAssigned({ person, pick, guid }: EventContext): EventText {
	const role = pick(ROLES);
	const assignee = pick(PEOPLE);
	return {
		category: 'Role',
		action: 'Assign',
		source: 'Orchestrator',
		// Line breaks within a field: CSV readers must not take them for the end of a row.
		message: `Role '${role}' was assigned:\r\n- to ${assignee.account}\r\n- by ${person.account}`,
		details: { roleId: guid(), roleName: role, assignee: assignee.account },
	};
}

function robotUpdated({ pick, below, guid }: EventContext): EventText {
	const robot = pick(ROBOTS);
	return {
		category: 'Robot',
		action: 'Update',
		source: 'Orchestrator',
		message: `Robot "${robot}" was updated`,
		details: {
			id: guid(),
			name: robot,
			before: { slots: below(4) },
			after: { slots: 1 + below(8) },
		},
	};
}

function assetChanged({ pick, below, guid }: EventContext): EventText {
	const asset = pick(ASSETS);
	const action = pick(['Create', 'Update', 'Delete']);
	return {
		category: 'Asset',
		action,
		source: 'Orchestrator',
		message: `Asset '${asset}': ${action.toLowerCase()}d, version ${below(90)}`,
		details: {
			id: guid(),
			name: asset,
			valueType: 'Text',
			description: 'Änderung: "alt", neu\nsiehe Ticket',
		},
	};
}

function licenseAllocated({ pick, below }: EventContext): EventText {
	const license = pick(LICENSES);
	const tenant = pick(TENANTS);
	const quantity = 1 + below(40);
	return {
		category: 'License',
		action: 'Allocate',
		source: 'LicensingService',
		message: `${quantity} × ${license} allocated to tenant ${tenant}`,
		details: { license, tenant, quantity },
	};
}

function tenantUpdated({ pick, guid }: EventContext): EventText {
	const tenant = pick(TENANTS);
	return {
		category: 'Tenant',
		action: 'Update',
		source: 'OMS',
		message: `Tenant '${tenant}' was updated`,
		details: { tenantId: guid(), name: tenant, services: ['orchestrator', 'actions'] },
	};
}

function groupChanged({ pick, guid }: EventContext): EventText {
	const group = pick(GROUPS);
	const member = pick(PEOPLE);
	return {
		category: 'Group',
		action: 'AddMember',
		source: 'Cis',
		message: `'${member.account}' was added to group '${group}'`,
		details: { groupId: guid(), groupName: group, member: member.account, email: member.email },
	};
}

function jobStopped({ pick, below }: EventContext): EventText {
	return {
		category: 'Job',
		action: 'Stop',
		source: 'Orchestrator',
		message: null,
		details: `Job ${below(1_000_000)} on ${pick(ROBOTS)} was stopped.\r\nThis detail is plain text, not JSON.`,
	};
}

function unnamed({ below }: EventContext): EventText {
	return {
		category: null,
		action: null,
		source: null,
		message: `Event ${below(100_000)}`,
		details: null,
	};
}

/** What happens how often: a kind that stands here more than once is as many times as likely. */
export const EVENT_KINDS: readonly EventKind[] = [
	...Array<EventKind>(9).fill(loggedIn),
	...Array<EventKind>(2).fill(logInFailed),
	userCreated,
	...Array<EventKind>(2).fill(roleAssigned),
	...Array<EventKind>(3).fill(robotUpdated),
	...Array<EventKind>(3).fill(assetChanged),
	...Array<EventKind>(2).fill(licenseAllocated),
	tenantUpdated,
	...Array<EventKind>(2).fill(groupChanged),
	jobStopped,
	unnamed,
];
