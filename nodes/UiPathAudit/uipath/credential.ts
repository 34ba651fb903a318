import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { readAddress, type AuditAddress } from './address';
import { isGuid } from './guid';
import { makeTokenRequest } from './token';
import { toText } from './toText';
import { CredentialError } from './uiPathError';

/** How a node signs in. */
export type Authentication = 'accessToken' | 'oAuth2';

/** Reads the field Authentication, which a workflow may leave out. */
export function readAuthentication(value: unknown): Authentication {
	return value === 'oAuth2' ? 'oAuth2' : 'accessToken';
}

/** The credential type behind a way to sign in. */
export function getCredentialType(authentication: Authentication): string {
	return authentication === 'oAuth2' ? 'uiPathAuditOAuth2Api' : 'uiPathAuditApi';
}

/** What a credential comes to once it is found to be usable. */
export interface UsableCredential {
	address: AuditAddress;
	/** The credential's fields, with a token that a header can hold. */
	data: ICredentialDataDecryptedObject;
}

/**
 * Checks all of a credential that can be checked without a request.
 *
 * @throws CredentialError where it cannot be used
 */
export function readCredential(
	authentication: Authentication,
	credential: ICredentialDataDecryptedObject,
): UsableCredential {
	const address = readAddress(toText(credential.domain), toText(credential.org));
	const organizationId = toText(credential.organizationId).trim();
	if (organizationId && !isGuid(organizationId)) {
		throw new CredentialError('bad-organization-id');
	}
	if (authentication === 'accessToken') return { address, data: cleanToken(credential) };
	// Not sent yet: only to see whether it could be.
	makeTokenRequest(credential);
	return { address, data: credential };
}

/**
 * The organization's id, from the credential's field or else from the token: UiPath's access tokens
 * that are JSON Web Tokens have it in the claim `prt_id` (observed).
 *
 * @returns undefined where neither tells it
 */
export function findOrganizationId(credential: ICredentialDataDecryptedObject): string | undefined {
	const fromField = toText(credential.organizationId).trim();
	if (fromField) return fromField;
	const token = toText(credential.accessToken) || toText(credential.token);
	const claim = readClaims(token).prt_id;
	return typeof claim === 'string' && isGuid(claim) ? claim : undefined;
}

/** Every value of a credential that must not be seen. */
export function findSecrets(credential: ICredentialDataDecryptedObject): string[] {
	const values = [credential.token, credential.clientSecret, credential.accessToken];
	return values.filter((value): value is string => typeof value === 'string');
}

function readClaims(token: string): Record<string, unknown> {
	try {
		const claims: unknown = JSON.parse(
			Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'),
		);
		return typeof claims === 'object' && claims !== null ? { ...claims } : {};
	} catch {
		return {};
	}
}

/** A token that was pasted may bring white space along, which a header cannot hold. */
function cleanToken(credential: ICredentialDataDecryptedObject): ICredentialDataDecryptedObject {
	const token = toText(credential.token).trim();
	if (token === '') throw new CredentialError('no-token');
	if (!/^[\x21-\x7e]+$/.test(token)) throw new CredentialError('bad-token');
	return { ...credential, token };
}
