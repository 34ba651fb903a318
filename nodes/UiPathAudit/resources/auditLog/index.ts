import type { INodeProperties } from 'n8n-workflow';
import type { Resource } from '../../shared/operation';
import { ClassicLog } from '../../uipath/classicLog';
import { downloadCsv } from './downloadCsv';
import { exportLogs } from './exportLogs';
import { auditLogFollowed } from './follow';
import { getLogs } from './getLogs';
import { AUDIT_LOG_WORDS } from './words';

const operationField: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['auditLog'] } },
	options: [
		{
			name: 'Get Logs',
			value: 'getLogs',
			description: 'Get entries from the audit log, one item each',
			action: 'Get audit logs',
		},
		{
			name: 'Download CSV',
			value: 'downloadCsv',
			description: "Download the audit log as UiPath's CSV file",
			action: 'Download audit log CSV',
		},
		{
			name: 'Export Logs',
			value: 'exportLogs',
			description: 'Write entries of the audit log to a file, however many there are',
			action: 'Export audit logs',
		},
	],
	default: 'getLogs',
};

/** The classic audit log. */
export const auditLog: Resource = {
	displayName: 'Audit Log',
	words: AUDIT_LOG_WORDS,
	properties: [operationField, ...getLogs.fields, ...downloadCsv.fields, ...exportLogs.fields],
	operations: { getLogs, downloadCsv, exportLogs },
	followed: auditLogFollowed,
	probe: async (open) => {
		const log = new ClassicLog(open);
		await log.count();
		return log.address.url ?? open.address.baseUrl;
	},
	otherLogs: [],
};
