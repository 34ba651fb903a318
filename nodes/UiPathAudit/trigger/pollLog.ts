import {
	NodeOperationError,
	type IDataObject,
	type INodeExecutionData,
	type IPollFunctions,
} from 'n8n-workflow';
import type { AuditEntry } from '../log/entry';
import { classifyFailure, isPassing } from '../shared/failure';
import type { FollowQuery } from '../shared/followedLog';
import { toNodeError } from '../shared/nodeError';
import { findDefaultResource, makeSituation, type Resource } from '../shared/operation';
import { DEFAULT_CONCURRENCY } from '../shared/optionFields';
import { quote } from '../shared/parameters';
import type { Situation } from '../shared/words/situation';
import { readAuthentication } from '../uipath/credential';
import { makeNodeAccess, withConnection } from '../uipath/withConnection';
import { takeTurn, type PollTurn } from './pollsUnderWay';
import { tellNew } from './tellNew';
import { findTestEntries } from './testEvent';

/** How much of its time a poll may read for, and by when its last request must have ended. */
const READING_SHARE = 0.6;
const REQUESTS_SHARE = 0.9;

/**
 * Polls the log that the trigger's fields name.
 *
 * @param resources the logs that there are, by the value of the field Resource
 * @returns an item for each new entry, oldest first; null where there is none
 * @throws NodeApiError or NodeOperationError, in words for the user
 */
export async function pollLog(
	context: IPollFunctions,
	resources: Record<string, Resource>,
): Promise<INodeExecutionData[][] | null> {
	const name = String(context.getNodeParameter('resource', findDefaultResource(resources)));
	const resource = resources[name];
	if (!resource) {
		throw new NodeOperationError(
			context.getNode(),
			`This version of the node has no resource ${quote(name)}`,
			{ description: 'Choose a Resource from its list.' },
		);
	}
	const parameter = (field: string, fallback: unknown) => context.getNodeParameter(field, fallback);
	const authentication = readAuthentication(parameter('authentication', 'accessToken'));
	const situation = makeSituation(resource, resource.followed, authentication);
	const isTest = context.getMode() === 'manual';
	const poll = async (turn: PollTurn) => {
		try {
			const query = resource.followed.readQuery(parameter, context.getTimezone());
			return await findEntries(context, { name, situation, query, turn, isTest });
		} catch (error) {
			const nodeError = toNodeError(context.getNode(), error, situation);
			if (!turn.isPublishing || !isPassing(classifyFailure(error))) throw nodeError;
			context.logger.warn(`The first poll failed; the next one catches up: ${nodeError.message}`);
			return [];
		}
	};
	const items = await (isTest
		? poll({ isPublishing: false, budgetMs: Infinity })
		: takeTurn(context, poll));
	return items === undefined || items.length === 0 ? null : [items];
}

interface Poll {
	/** The value of the field Resource. */
	name: string;
	situation: Situation;
	query: FollowQuery;
	turn: PollTurn;
	/** Whether the newest entries are to be shown, and nothing is to move. */
	isTest: boolean;
}

async function findEntries(
	context: IPollFunctions,
	{ name, situation, query, turn, isTest }: Poll,
): Promise<INodeExecutionData[]> {
	const { authentication } = situation;
	const { timeoutMs, toItem, wording, place } = query;
	const concurrency = DEFAULT_CONCURRENCY;
	const began = Date.now();
	const deadline = began + REQUESTS_SHARE * turn.budgetMs;
	const isOver = () => Date.now() > began + READING_SHARE * turn.budgetMs;
	const access = { authentication, itemIndex: 0, timeoutMs, concurrency, deadline };
	return await withConnection(makeNodeAccess(context, access), async (open) => {
		const source = await query.open(open);
		const about = { log: situation.log.name, timeZone: context.getTimezone() };
		const log = [name, open.address.baseUrl, place].filter((part) => part !== '').join(' ');
		const owner = { log, wording };
		const options = { ...query, now: began, concurrency, isOver };
		const entries: AuditEntry[] = isTest
			? await findTestEntries(source, query, about)
			: await tellNew(context, source, {
					owner,
					options,
					situation,
					isPublishing: turn.isPublishing,
				});
		return entries.map((entry) => ({ json: toItem(entry) as IDataObject }));
	});
}
