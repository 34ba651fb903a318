import { packageName } from './paths.ts';

/** A node of the package on the tool connector of an agent or of an MCP server. */
export interface AgentTool {
	name: string;
	parameters: Record<string, unknown>;
}

/** The type that n8n makes of the node for that. */
export const toolType = `${packageName}.uiPathAuditTool`;

/** What the editor writes where "let the model define this parameter" is pressed. */
export function fromAi(name: string, type = 'string'): string {
	return `={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${name}', \`\`, '${type}') }}`;
}

const range = { timeRange: fromAi('Time_Range'), from: fromAi('From'), to: fromAi('To') };
const unified = { resource: 'unifiedAuditLog', scope: fromAi('Scope'), tenant: 'DefaultTenant' };
const unifiedFilters = {
	source: fromAi('Source_Names_or_IDs'),
	target: fromAi('Target_Names_or_IDs'),
	type: fromAi('Type_Names_or_IDs'),
};

/** A tool for each operation, called as the editor calls it, with fields that the model fills in. */
export const auditTools = {
	getLogs: {
		name: 'Get audit logs in UiPath Audit',
		parameters: {
			operation: 'getLogs',
			...range,
			limit: fromAi('Limit'),
			filters: {
				action: fromAi('Action_Names_or_IDs'),
				userName: fromAi('User_Name'),
				email: fromAi('Email'),
				message: fromAi('Message'),
			},
		},
	},
	downloadCsv: {
		name: 'Download audit log CSV in UiPath Audit',
		parameters: { operation: 'downloadCsv' },
	},
	exportLogs: {
		name: 'Export audit logs in UiPath Audit',
		parameters: {
			operation: 'exportLogs',
			...range,
			format: fromAi('Format'),
			filters: { action: fromAi('Action_Names_or_IDs') },
		},
	},
	getUnifiedLogs: {
		name: 'Get unified audit logs in UiPath Audit',
		parameters: {
			operation: 'getLogs',
			...{ ...unified, ...range, limit: fromAi('Limit') },
			filters: { ...unifiedFilters, email: fromAi('Email') },
		},
	},
	downloadUnifiedCsv: {
		name: 'Download unified audit log CSV in UiPath Audit',
		parameters: { operation: 'downloadCsv', ...unified, ...range, filters: unifiedFilters },
	},
	exportUnifiedLogs: {
		name: 'Export unified audit logs in UiPath Audit',
		parameters: { operation: 'exportLogs', ...unified, ...range, filters: unifiedFilters },
	},
	getArchive: {
		name: 'Get unified audit log archive in UiPath Audit',
		parameters: {
			operation: 'getArchive',
			...{ ...unified, limit: fromAi('Limit') },
			...{ fromDate: fromAi('From_Date'), toDate: fromAi('To_Date') },
		},
	},
} as const satisfies Record<string, AgentTool>;

/** All of them. */
export const allTools: readonly AgentTool[] = Object.values(auditTools);
