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
 * Some models take no more than 1,024 characters.
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
export const TIME_RANGE_TOOL = `From (inclusive), To (exclusive): ISO 8601, such as 2026-01-31T08:00:00Z; without UTC offset in the workflow's time zone. March 2026: From 2026-03-01, To 2026-04-01.
Time Range: all, lastHour, last24Hours, last7Days, last30Days, previousHour, previousDay (yesterday), previousWeek, previousMonth, custom. From and To narrow it.`;

/** What it is told about the number of results. */
export const LIMIT_TOOL =
	'Limit: the largest number to return, 50 if empty. Return All: true or false.';

/** What it is told about getting at a file. */
export const DOWNLOAD_TOOL = 'download (its address for people signed in to n8n), not its content';

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
 * A field as a language model means it: it has to fill in every field that it is let, and leaves empty
 * what it has nothing to say to.
 */
export function readAnswer(value: unknown, fallback: unknown): unknown {
	const isGiven = (each: unknown) => each !== '' && each !== null && each !== undefined;
	if (!isGiven(value)) return fallback;
	if (typeof value !== 'object' || Array.isArray(value)) return value;
	return Object.fromEntries(Object.entries(value ?? {}).filter(([, each]) => isGiven(each)));
}

/** Puts what to do into the message, which is all that a language model is given of an error. */
export function addRemedy(error: NodeApiError | NodeOperationError): void {
	error.message = `${error.message.replace(/\.$/, '')}. ${error.description ?? ''}`.trim();
}

/** Adds where people find the files of an item, which n8n keeps from a language model. */
export function addDownload(
	context: IExecuteFunctions,
	{ json, binary, ...rest }: INodeExecutionData,
): INodeExecutionData {
	const links = Object.entries(binary ?? {}).flatMap(([field, { id }]): Array<[string, string]> => {
		const query = `id=${encodeURIComponent(id ?? '')}&action=download`;
		return id ? [[field, `${context.getRestApiUrl()}/binary-data?${query}`]] : [];
	});
	const download: IDataObject = Object.fromEntries(links);
	return { ...rest, json: links.length > 0 ? { ...json, download } : json, binary };
}

/** What the editor would tell, as items: why nothing was found, or that there may be more. */
export function makeNotes(
	hints: readonly NodeExecutionHint[],
	inputItems: number,
): INodeExecutionData[] {
	const pairedItem = Array.from({ length: inputItems }, (_, item) => ({ item }));
	return hints.map(({ message }) => ({ json: { note: message }, pairedItem }));
}
