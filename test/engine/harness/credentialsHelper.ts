import { ICredentialsHelper, UnexpectedError } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentials,
	ICredentialsExpressionResolveValues,
	IExecuteData,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INode,
	INodeCredentialsDetails,
	INodeProperties,
	IRequestOptionsSimplified,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import {
	credentialProperties,
	credentialType,
	parentTypes,
	resolvedByThemselves,
	withDefaults,
	type SavedCredential,
} from './credentialStore';

/** Stands in for the helper of n8n's server, whose credentials are in its database. */
export class CredentialsInMemory extends ICredentialsHelper {
	/** @param saved the credentials that there are, by their type */
	constructor(private readonly saved: ReadonlyMap<string, SavedCredential>) {
		super();
	}

	getParentTypes(name: string): string[] {
		return parentTypes(name);
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		requestOptions: IHttpRequestOptions | IRequestOptionsSimplified,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = credentialType(typeName);
		if (typeof authenticate !== 'function') {
			throw new UnexpectedError(`${typeName} does not say how a request is signed in`);
		}
		return await authenticate(credentials, { url: '', ...requestOptions });
	}

	/** As n8n's own does it: a hidden field that expires is filled in, kept, and filled in anew. */
	async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		_node: INode,
		hasExpired: boolean,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const type = credentialType(typeName);
		const expires = type.properties.find(
			({ type: kind, typeOptions }) => kind === 'hidden' && typeOptions?.expirable === true,
		);
		if (!expires || !type.preAuthentication) return undefined;
		if (credentials[expires.name] !== '' && !hasExpired) return undefined;
		const output = (await type.preAuthentication.call(
			helpers,
			credentials,
		)) as ICredentialDataDecryptedObject;
		const saved = this.find(typeName);
		saved.data = { ...saved.data, ...output };
		saved.tokenUpdates++;
		return Object.assign(credentials, output);
	}

	runPreAuthentication(): Promise<undefined> {
		throw new UnexpectedError('Nothing in this package is built on n8n’s own OAuth2');
	}

	getCredentials(): Promise<ICredentials> {
		throw new UnexpectedError('Encrypted credentials are not kept here');
	}

	// n8n's own reads a database here, which is why it is asynchronous.
	async getDecrypted(
		_additionalData: IWorkflowExecuteAdditionalData,
		_details: INodeCredentialsDetails,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		raw?: boolean,
		values?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		const saved = await Promise.resolve(this.find(type));
		if (raw) return saved.data;
		const filled = withDefaults(saved);
		if (!values) return resolvedByThemselves(filled, mode);
		return values.workflow.expression.getParameterValue(
			filled,
			values.runExecutionData,
			values.runIndex,
			values.itemIndex,
			values.node.name,
			values.connectionInputData,
			mode,
			{},
			executeData,
			false,
			filled,
		) as ICredentialDataDecryptedObject;
	}

	updateCredentials(): Promise<void> {
		throw new UnexpectedError('Nothing in this package updates a whole credential');
	}

	updateCredentialsOauthTokenData(): Promise<void> {
		throw new UnexpectedError('Nothing in this package is built on n8n’s own OAuth2');
	}

	getCredentialsProperties(type: string): INodeProperties[] {
		return credentialProperties(type);
	}

	private find(type: string): SavedCredential {
		const saved = this.saved.get(type);
		if (!saved) throw new UnexpectedError(`No credential of type ${type} is saved`);
		return saved;
	}
}
