import { CredentialTestContext } from 'n8n-core';
import type { INodeCredentialTestResult } from 'n8n-workflow';
import { testCredential } from '../../../nodes/UiPathAudit/credentialTest';
import type { SavedCredential } from './credentialStore';
import { n8n } from './n8n';

/** Presses the Test button of a credential, in n8n-core's own context. */
export async function pressTest({
	type,
	data,
}: SavedCredential): Promise<INodeCredentialTestResult> {
	await n8n();
	const authentication = type === 'uiPathAuditOAuth2Api' ? 'oAuth2' : 'accessToken';
	return await testCredential(new CredentialTestContext(), authentication, data);
}
