import type {
	IDataObject,
	IDisplayOptions,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	NodeApiError,
	NodeExecutionHint,
	NodeOperationError,
} from 'n8n-workflow';

/**
 * The field by which an operation tells an AI agent what it does. n8n hands its text to the language
 * model, which sees of the other fields nothing but their names; so it says their values and formats.
 *
 * @param show where the operation's fields are shown
 */
export function makeToolDescriptionField(
	show: NonNullable<IDisplayOptions['show']>,
	text: string,
): INodeProperties {
	return {
		displayName: 'Description',
		name: 'toolDescription',
		type: 'string',
		typeOptions: { rows: 4 },
		default: text,
		required: true,
		description:
			'What the AI agent is told about this tool. Say what it is for in your workflow, and keep the values and formats of the fields that the agent fills in.',
		displayOptions: { show: { ...show, '@tool': [true] } },
	};
}

/** What the language model is told about the fields of a range of time. */
export const TIME_RANGE_TOOL = `From (inclusive), To (exclusive): ISO 8601 date and time, such as 2026-01-31T08:00:00Z; without a UTC offset it is in the workflow's time zone. Empty means no bound. They apply only if Time Range is all or custom.
Time Range: all, lastHour, last24Hours, last7Days, last30Days, previousHour, previousDay (yesterday), previousWeek, previousMonth or custom.`;

/** Whether the node runs for an AI agent, which does not see what the editor tells beside the output. */
export function isUsedAsTool(context: IExecuteFunctions): boolean {
	return context.getNode().type.endsWith('Tool');
}

/**
 * Whether an AI agent runs the node inside of itself, as agents before version 3 do. They hand an
 * error to the language model as an empty text, which it would take for an empty log.
 */
export function isWithinAgent(context: IExecuteFunctions): boolean {
	const told: Partial<Pick<IExecuteFunctions, 'isToolExecution'>> = context;
	// n8n 1.x does not tell.
	return told.isToolExecution?.() ?? isUsedAsTool(context);
}

/**
 * Reads the field Time Range. An AI agent fills in From and To, and cannot be let choose the range that
 * shows them to others, so for an agent they count where the range is open.
 */
export function readRangeName(context: IExecuteFunctions, itemIndex: number): unknown {
	const range = context.getNodeParameter('timeRange', itemIndex, 'all');
	return range === 'all' && isUsedAsTool(context) ? 'custom' : range;
}

/** What happened and what to do, for a language model. */
export function describeForAgent({
	message,
	description,
}: NodeApiError | NodeOperationError): IDataObject {
	return { error: message, remedy: description ?? '' };
}

/** What the editor would tell, as items: why nothing was found, or that there may be more. */
export function makeNotes(
	hints: readonly NodeExecutionHint[],
	inputItems: number,
): INodeExecutionData[] {
	const pairedItem = Array.from({ length: inputItems }, (_, item) => ({ item }));
	return hints.map(({ message }) => ({ json: { note: message }, pairedItem }));
}
