import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { AuditEntry } from '../../../log/entry';
import { scan } from '../../../log/offset/scan';
import { select } from '../../../log/select';
import { openAccess } from '../../../uipath/access';
import { ClassicLog } from '../../../uipath/classicLog';
import { collection, onOrOff } from '../../../shared/parameters';
import { withParsedDetails } from './details';
import { getLogsQuery } from './query';

/**
 * Get Logs for one input item: one output item per audit entry.
 *
 * @throws InputError, AuditError or LogError
 */
export async function getLogs(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<INodeExecutionData[]> {
	const returnAll = onOrOff(context.getNodeParameter('returnAll', itemIndex, false), 'Return All');
	const query = getLogsQuery({
		returnAll,
		limit: returnAll ? undefined : context.getNodeParameter('limit', itemIndex, 50),
		filters: collection(context.getNodeParameter('filters', itemIndex, {}), 'Filters'),
		options: collection(context.getNodeParameter('options', itemIndex, {}), 'Options'),
		timeZone: context.getTimezone(),
	});
	const { selection, timeoutMs, parseDetails } = query;
	const { connection } = await openAccess(context, itemIndex, {
		timeoutMs,
		concurrency: selection.concurrency,
	});
	const pairedItem = { item: itemIndex };
	try {
		const log = new ClassicLog(connection, query.log);
		const { entries } = await select((wanted) => scan(log, wanted), selection);
		return entries.map((entry) => ({
			json: jsonOf(parseDetails ? withParsedDetails(entry) : entry),
			pairedItem,
		}));
	} catch (error) {
		throw await connection.withoutSecrets(error);
	} finally {
		connection.close();
	}
}

/** An entry was parsed from JSON, so it holds nothing that n8n's items cannot. */
function jsonOf(entry: AuditEntry): IDataObject {
	return entry as IDataObject;
}
