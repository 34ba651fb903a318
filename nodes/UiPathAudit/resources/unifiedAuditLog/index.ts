import type { INodeProperties } from 'n8n-workflow';
import type { Resource } from '../../shared/operation';
import { makeUnifiedPath, type UnifiedPlace } from '../../uipath/unifiedAddress';
import { UnifiedLog } from '../../uipath/unifiedLog';
import { downloadCsv } from './downloadCsv';
import { exportLogs } from './exportLogs';
import { unifiedLogFollowed } from './follow';
import { getArchive } from './getArchive';
import { getLogs } from './getLogs';
import { UNIFIED_LOG_WORDS } from './words';

const operationField: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['unifiedAuditLog'] } },
	options: [
		{
			name: 'Get Logs',
			value: 'getLogs',
			description: 'Get events from the unified audit log, one item each',
			action: 'Get unified audit logs',
		},
		{
			name: 'Download CSV',
			value: 'downloadCsv',
			description: "Download events of the last 90 days as UiPath's CSV file",
			action: 'Download unified audit log CSV',
		},
		{
			name: 'Export Logs',
			value: 'exportLogs',
			description: 'Write events of the unified audit log to a file, however many there are',
			action: 'Export unified audit logs',
		},
		{
			name: 'Get Archive',
			value: 'getArchive',
			description: "Get whole days from UiPath's long-term store, as events or ZIP files",
			action: 'Get unified audit log archive',
		},
	],
	default: 'getLogs',
};

/** The unified audit log of Automation Cloud. */
export const unifiedAuditLog: Resource = {
	displayName: 'Unified Audit Log',
	words: UNIFIED_LOG_WORDS,
	properties: [
		operationField,
		...getLogs.fields,
		...downloadCsv.fields,
		...exportLogs.fields,
		...getArchive.fields,
	],
	operations: { getLogs, downloadCsv, exportLogs, getArchive },
	followed: unifiedLogFollowed,
	probe: async (open) => {
		const place: UnifiedPlace = { scope: 'organization' };
		await new UnifiedLog(open, place).readNewestTime();
		return `${open.address.baseUrl}${makeUnifiedPath(place, 'events')}`;
	},
	otherLogs: ['auditLog'],
};
