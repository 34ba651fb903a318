import type { HttpErrorKind } from './http/httpError';

/** What can be wrong with a credential; it is noticed before any request. */
export type CredentialErrorKind =
	| 'no-domain'
	| 'bad-domain'
	| 'domain-with-user'
	| 'open-domain'
	| 'no-organization'
	| 'bad-organization'
	| 'two-organizations'
	| 'bad-organization-id'
	| 'no-token'
	| 'bad-token'
	| 'no-client-id'
	| 'no-client-secret'
	| 'bad-token-url';

/** What is known of it. */
export interface CredentialErrorFacts {
	/** Whether the organization was read from the field for the domain. */
	isInDomain?: boolean;
	/** The organization in the field of its own, and the one in the field for the domain. */
	organization?: string;
	domainOrganization?: string;
	/** Scheme of an address that is not encrypted, e.g. `http:`. */
	scheme?: string;
}

/** Raised where a credential cannot be used as it is. */
export class CredentialError extends Error {
	/**
	 * @param kind what is wrong
	 * @param facts for the message
	 */
	constructor(
		readonly kind: CredentialErrorKind,
		readonly facts: CredentialErrorFacts = {},
	) {
		super(kind);
		this.name = 'CredentialError';
	}
}

/** What can be wrong with what a service of UiPath's does, once HTTP itself went well. */
export type ServiceErrorKind =
	/** An answer is JSON, but not a page of the log. */
	| 'not-a-page'
	/** The log is at none of the addresses that are documented for it. */
	| 'log-not-found'
	/** The next page is said to be at another address. */
	| 'page-elsewhere'
	/** A file does not have all entries of the log. */
	| 'incomplete'
	/** A file reaches a limit that UiPath documents, so it may not have all that was asked for. */
	| 'limited'
	/** Whether a file has all entries of the log could not be found out. */
	| 'uncounted'
	/** A file came, but n8n could not store it. */
	| 'not-stored'
	/** An archive, or a file in it, is not as it says it is. */
	| 'archive-unreadable'
	/** An archive would unpack to more than any log has. */
	| 'archive-bomb';

/** In which way an archive cannot be read. */
export type ArchiveFlaw =
	/** The ZIP has no end. */
	| 'end'
	/** Its directory, or what it says of where files are, is not in order. */
	| 'directory'
	| 'encrypted'
	/** A file is packed in a way that is not known. */
	| 'method'
	/** What a file is packed in cannot be unpacked. */
	| 'data'
	/** A file has another size, or another CRC-32, than the directory says. */
	| 'size'
	| 'checksum'
	/** A file is no text in UTF-8, no JSON, no list, or a list of other things than events. */
	| 'text'
	| 'json'
	| 'list'
	| 'event';

/** What an archive has too much of; `ratio` is of the size unpacked to the size packed. */
export type ArchiveExcess = 'nesting' | 'files' | 'bytes' | 'ratio';

/** In which way JSON is not what the log's API documents. */
export type NotAPage =
	| 'no-object'
	| 'no-count'
	| 'no-list'
	| 'no-entry'
	| 'no-events'
	| 'no-event'
	| 'no-cursor'
	| 'no-catalogue';

/** Why a file may not be whole: too many rows, too long ago, or it ends within a record. */
export type FileLimit = 'rows' | 'days' | 'quotes';

/** An address at which the log was looked for, and what came of it. */
export interface TriedAddress {
	url: string;
	kind: HttpErrorKind | 'not-a-page';
	status?: number;
}

/** What is known of it. */
export interface ServiceErrorFacts {
	status?: number;
	page?: NotAPage;
	/** The address that the next page is said to be at, without what may hold a secret. */
	target?: string;
	tried?: TriedAddress[];
	/** Whether the organization's id is known, which some of the addresses need. */
	hasOrganizationId?: boolean;
	/** Entries in a file, and in the log. */
	entries?: number;
	totalEntries?: number;
	flaw?: ArchiveFlaw;
	/**
	 * The place of a file in its archive, from 1; `3.2` is the second file in the archive that is
	 * the third file. Undefined for the archive itself.
	 */
	file?: string;
	excess?: ArchiveExcess;
	/** How much of it there may be. */
	limit?: number;
	/** Which limit a file reaches. */
	reached?: FileLimit;
	/** What UiPath or n8n said, which may hold anything. */
	said?: string;
}

/** Raised where UiPath's services do not do what their documentation says. */
export class ServiceError extends Error {
	/**
	 * @param kind what happened
	 * @param facts for the message
	 */
	constructor(
		readonly kind: ServiceErrorKind,
		readonly facts: ServiceErrorFacts = {},
	) {
		super(kind);
		this.name = 'ServiceError';
	}
}
