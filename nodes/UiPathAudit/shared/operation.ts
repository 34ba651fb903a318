import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { Authentication } from '../uipath/credential';
import type { OpenConnection } from '../uipath/withConnection';
import type { FollowedLog } from './followedLog';
import { REQUESTS_PREFIX } from './optionFields';
import type { RunHints } from './runHints';
import type { LogWords, Situation } from './words/situation';

/** One input item on its way through an operation. */
export interface ItemRun {
	context: IExecuteFunctions;
	itemIndex: number;
	authentication: Authentication;
	/** When the execution of the node began, in milliseconds since 1970; the same for all items. */
	now: number;
	/** Where the operation notes what the editor is to tell about the run. */
	hints: RunHints;
	/** Whether what fails is to be an item, while all else goes on. */
	continuesOnFail: boolean;
	/** The item for what has failed, in words for the user. */
	makeErrorItem(error: unknown): INodeExecutionData;
}

/** What can be done with a log. */
export interface Operation {
	/** The fields that the operation has in the editor. */
	fields: INodeProperties[];
	/**
	 * Does it for one input item.
	 *
	 * @throws what {@link putIntoWords} knows
	 */
	run(item: ItemRun): Promise<INodeExecutionData[]>;
}

/** A log of UiPath's, as the editor offers it. */
export interface Resource {
	/** Its name in the field Resource. */
	displayName: string;
	words: LogWords;
	/** The choice of the operation, and the fields of all operations. */
	properties: INodeProperties[];
	operations: Record<string, Operation>;
	/** How the trigger follows it. */
	followed: FollowedLog;
	/**
	 * Reads as little of it as shows whether the token may read it.
	 *
	 * @returns where it is
	 * @throws as its reader does
	 */
	probe(open: OpenConnection): Promise<string>;
	/** Logs that a token which is refused here may be good for, by the values of the field Resource. */
	otherLogs: readonly string[];
}

/**
 * What n8n shows below the node on the canvas: the name of its operation.
 *
 * @returns an expression of n8n's
 */
export function makeSubtitle(resources: Record<string, Resource>): string {
	const operations = Object.values(resources)
		.flatMap(({ properties }) => properties.filter(({ name }) => name === 'operation'))
		.flatMap(({ options = [] }) => options.flatMap((each) => ('value' in each ? [each] : [])));
	const names = Object.fromEntries(operations.map(({ value, name }) => [value, name]));
	return `={{ ${JSON.stringify(names)}[$parameter["operation"]] }}`;
}

/**
 * What the words of an error depend on.
 *
 * @param fields those of the operation, or of the trigger
 */
export function makeSituation(
	{ words }: Resource,
	{ fields }: { fields: INodeProperties[] },
	authentication: Authentication,
): Situation {
	return { log: words, authentication, fields: collectFieldNames(fields) };
}

/** The value of the field Resource where a workflow has none: the first log that there is. */
export function findDefaultResource(resources: Record<string, Resource>): string {
	return Object.keys(resources)[0] ?? '';
}

/** The field Resource. */
export function makeResourceField(resources: Record<string, Resource>): INodeProperties {
	const options = Object.entries(resources).map(([value, { displayName: name }]) => ({
		name,
		value,
	}));
	return {
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options,
		default: findDefaultResource(resources),
	};
}

/** The names of fields as sentences call them, of those within collections too. */
function collectFieldNames(fields: INodeProperties[]): Set<string> {
	const names = fields.flatMap(({ displayName, options = [] }) => [
		displayName,
		...options.flatMap((option) => ('displayName' in option ? [option.displayName] : [])),
	]);
	return new Set(names.map((name) => name.replace(REQUESTS_PREFIX, '')));
}
