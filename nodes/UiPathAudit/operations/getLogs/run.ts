import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { AuditEntry } from '../../log/entry';
import { select } from '../../log/select';
import { openAccess } from '../../uipath/access';
import { ClassicLog } from '../../uipath/classicLog';
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
	const returnAll = context.getNodeParameter('returnAll', itemIndex, false) === true;
	const query = getLogsQuery({
		returnAll,
		limit: returnAll ? undefined : context.getNodeParameter('limit', itemIndex, 50),
		filters: context.getNodeParameter('filters', itemIndex, {}) as IDataObject,
		options: context.getNodeParameter('options', itemIndex, {}) as IDataObject,
		timeZone: context.getTimezone(),
	});
	const { selection, timeoutMs, parseDetails } = query;
	const { connection } = await openAccess(context, itemIndex, {
		timeoutMs,
		concurrency: selection.concurrency,
	});
	try {
		const entries = await select(new ClassicLog(connection, query.log), selection);
		return entries.map((entry) => ({
			json: jsonOf(parseDetails ? withParsedDetails(entry) : entry),
			pairedItem: { item: itemIndex },
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
