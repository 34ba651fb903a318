import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestOptions,
	INode,
	IRequestOptionsSimplifiedAuth,
	Workflow,
} from 'n8n-workflow';

type AddedPart = 'headers' | 'qs';

const ADDED_PARTS: readonly AddedPart[] = ['headers', 'qs'];

/**
 * Signs a request in as the credential type says, the way n8n's server does it.
 *
 * @returns the options, with what the type adds to them
 */
export async function signIn(
	{ authenticate }: ICredentialType,
	credentials: ICredentialDataDecryptedObject,
	options: IHttpRequestOptions,
	workflow: Workflow,
	node: INode,
): Promise<IHttpRequestOptions> {
	if (!authenticate) return options;
	if (typeof authenticate === 'function') return await authenticate(credentials, options);
	const resolve = (text: string): string => resolved(text, credentials, workflow, node);
	const signed = { ...options };
	for (const part of ADDED_PARTS) {
		const added = resolvedPart(authenticate.properties[part], resolve);
		if (added) signed[part] = { ...options[part], ...added };
	}
	return signed;
}

function resolvedPart(
	part: IRequestOptionsSimplifiedAuth[AddedPart],
	resolve: (text: string) => string,
): Record<string, string> | undefined {
	if (!part) return undefined;
	const entries = Object.entries(part).map(([key, value]) => {
		return [resolve(key), typeof value === 'string' ? resolve(value) : ''];
	});
	return Object.fromEntries(entries) as Record<string, string>;
}

function resolved(
	text: string,
	credentials: ICredentialDataDecryptedObject,
	workflow: Workflow,
	node: INode,
): string {
	if (!text.startsWith('=')) return text;
	const keys = { $credentials: credentials };
	const value: unknown = workflow.expression.getSimpleParameterValue(node, text, 'internal', keys);
	return typeof value === 'string' ? value : '';
}
