import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { toInstantOfMs } from '../../log/instant';
import type { OrderedSelection } from '../../log/readInOrder';
import { storeBytes } from '../../uipath/storeBytes';
import { makeNodeAccess, withConnection, type OpenConnection } from '../../uipath/withConnection';
import { explainEmpty } from '../emptyResult';
import { makeDefaultFileName } from '../fileName';
import type { LogSource } from '../logSource';
import type { ItemRun } from '../operation';
import { makeFileStore } from '../storeFile';
import { ExportReading } from './exportReading';
import { MANIFEST_FIELD, type ExportQuery, type FileStyle } from './exportQuery';
import { FileBytes } from './fileBytes';
import { FileText, type EntryProperties } from './fileText';
import { describeAsked, describeReading, describeStyle, describeVersions } from './manifest';

/** What is to be exported for one input item. */
export interface EntryExport extends ExportQuery, EntryProperties {
	/** The value of the field Resource. */
	log: string;
	/** What the log is called in a sentence: "audit log". */
	logName: string;
	/** Which of several logs it is, as items tell it. */
	place: { scope?: string; tenant?: string };
	selection: OrderedSelection;
	/** The field Filters, as it was filled in. */
	filters: IDataObject;
	/** The names of the filters that are set, as the editor shows them. */
	filterNames: string[];
	/** Says more of why nothing passed them. */
	explainMiss?: () => string;
	/** The language of the entries; the server's own where empty. */
	language?: string;
	/** Milliseconds for one request. */
	timeoutMs: number;
	/** The log at a connection. */
	open(connection: OpenConnection): Promise<LogSource>;
}

/**
 * Writes entries to a file as they come, so that memory does not grow with the log, and notes what the
 * editor is to tell of it. Where they cannot be had whole, there is no file.
 *
 * @returns an item that holds the manifest and the file
 * @throws CredentialError, HttpError, ServiceError, LogError, or what opening the log throws
 */
export async function exportEntries(
	item: ItemRun,
	query: EntryExport,
): Promise<INodeExecutionData> {
	const { context, itemIndex, authentication } = item;
	const { timeoutMs, selection, style, place } = query;
	const { concurrency } = selection;
	const cancelled = context.getExecutionCancelSignal();
	const options = { itemIndex, authentication, timeoutMs, concurrency, cancelled };
	const began = Date.now();
	return await withConnection(makeNodeAccess(context, options), async (open) => {
		const { organization } = open.address;
		const { mimeType, ending } = describeKind(style);
		const defaultName = makeDefaultFileName(place.tenant ?? organization, new Date(began), ending);
		const fileName = query.givenName || defaultName;
		const source = await query.open(open);
		const reading = new ExportReading(source, selection, cancelled);
		const texts = new FileText(style, query).write(reading.read());
		const bytes = new FileBytes(style.isCompressed);
		const store = makeFileStore(context, fileName, mimeType);
		const file = await storeBytes(bytes.write(texts), store);
		const manifest = {
			...{ fileName, mimeType, ...bytes.prove() },
			...describeReading(reading, query),
			...describeAsked({ ...query, organization }),
			...describeStyle(style),
			versions: describeVersions(context.getNode().typeVersion),
		};
		const binary = { [query.field]: file };
		if (query.hasManifestFile) {
			const text = `${JSON.stringify(manifest, null, '\t')}\n`;
			const storeManifest = makeFileStore(context, `${fileName}.manifest.json`, 'application/json');
			binary[MANIFEST_FIELD] = await storeBytes(toBytes(text), storeManifest);
		}
		await tellOfReading(item, query, { reading, open, began });
		return { json: manifest, binary, pairedItem: { item: itemIndex } };
	});
}

async function* toBytes(text: string): AsyncGenerator<Uint8Array> {
	yield await Promise.resolve(Buffer.from(text));
}

function describeKind({ format, isCompressed }: FileStyle): { mimeType: string; ending: string } {
	const [mimeType, ending] =
		format === 'csv' ? ['text/csv', 'csv'] : ['application/x-ndjson', 'jsonl'];
	return isCompressed
		? { mimeType: 'application/gzip', ending: `${ending}.gz` }
		: { mimeType, ending };
}

/** Notes what the editor is to tell. */
async function tellOfReading(
	{ context, hints, now }: ItemRun,
	{ logName: log, selection, filterNames, explainMiss }: EntryExport,
	{
		reading,
		open,
		began,
	}: {
		reading: ExportReading;
		open: OpenConnection;
		began: number;
	},
): Promise<void> {
	const { entries, report } = reading;
	const { window, limit } = selection;
	hints.noteRead({
		...report,
		entries,
		requests: open.connection.requests,
		milliseconds: Date.now() - began,
		isReturnAll: limit === Infinity,
		// What came after the window was none of its business.
		hasMoved: report.hasMoved && window.to > toInstantOfMs(now),
		log,
	});
	if (entries > 0) return;
	// Not asked once more: whoever cancels that request would leave the file behind.
	const readNewestTime = async () => await Promise.resolve(reading.newest ?? '');
	const asked = { log, window, skip: 0, filters: filterNames, timeZone: context.getTimezone() };
	hints.tell(await explainEmpty({ ...asked, readNewestTime, explainMiss }));
}
