import type { IDataObject } from 'n8n-workflow';
import {
	MAX_INT32,
	readLanguage,
	readText,
	readTimeout,
	readWholeNumber,
} from '../../shared/parameters';
import type { ClassicLogOptions } from '../../uipath/classicLog';
import { DEFAULT_TIMEOUT_MS } from '../../uipath/withConnection';
import { DEFAULT_PAGE_SIZE } from './fields';

/** How pages are asked for. */
export interface PageRequests {
	/** What is sent along with every page. */
	log: Required<ClassicLogOptions>;
	/** Entries to ask for in a page. */
	pageSize: number;
	/** Milliseconds for one request. */
	timeoutMs: number;
}

/**
 * Reads the options that say how pages are asked for.
 *
 * @throws InputError where one of them is not usable
 */
export function readPageRequests(options: IDataObject): PageRequests {
	return {
		log: {
			language: readLanguage(options.language),
			apiVersion: readText(options.apiVersion, 'API Version'),
		},
		pageSize: readWholeNumber(options.pageSize ?? DEFAULT_PAGE_SIZE, 'Page Size', {
			min: 1,
			max: MAX_INT32,
		}),
		timeoutMs: readTimeout(options.timeout ?? DEFAULT_TIMEOUT_MS),
	};
}
