import { jsonAnswer, problem } from './answer.ts';
import type { Answer } from './answer.ts';
import type { AuditLogName, IssuedToken, StaticToken } from './options.ts';
import { hash } from './random.ts';
import type { Settings } from './settings.ts';

/** Either of them suffices for the audit log (facts, section 1). */
const AUDIT_SCOPES: readonly string[] = ['PM.Audit', 'PM.Audit.Read'];

interface Client {
	id: string | null;
	secret: string | null;
}

/** RFC 6749 form-encodes both halves of HTTP Basic. */
function formDecoded(text: string): string | null {
	return new URLSearchParams(`value=${text}`).get('value');
}

/** The client's id and secret from the form, as UiPath documents it, or from HTTP Basic, which Identity Server also takes. */
function clientOf(form: URLSearchParams, authorization: string | undefined): Client {
	const basic = /^Basic (\S+)$/i.exec(authorization ?? '');
	if (basic?.[1] === undefined)
		return { id: form.get('client_id'), secret: form.get('client_secret') };
	const [id = '', secret = ''] = Buffer.from(basic[1], 'base64').toString().split(':', 2);
	return { id: formDecoded(id), secret: formDecoded(secret) };
}

function refused(error: string): Answer {
	return jsonAnswer(400, { error });
}

/** A token of which only the claims can be read: nobody here checks a signature. */
export function makeJsonWebToken(claims: object): string {
	const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
	return `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.c2lnbmF0dXJl`;
}

/** Plays UiPath's Identity Server: issues access tokens for client credentials, and judges the tokens that come in. */
export class IdentityServer {
	readonly issued: IssuedToken[] = [];
	private readonly seed: number;

	constructor(seed: number) {
		this.seed = seed;
	}

	/**
	 * Answers a request to a token address (facts, section 2): form-encoded client credentials; a bad client gets 400
	 * `invalid_client`, a scope that it may not have 400 `invalid_scope`.
	 *
	 * @param now in milliseconds, as `performance.now()`
	 */
	token(
		form: URLSearchParams,
		authorization: string | undefined,
		{ oauth, organizationId }: Settings,
		now: number,
	): Answer {
		const client = clientOf(form, authorization);
		if (client.id !== oauth.clientId || client.secret !== oauth.clientSecret)
			return refused('invalid_client');
		if (form.get('grant_type') !== 'client_credentials') return refused('unsupported_grant_type');
		const asked = (form.get('scope') ?? '').split(' ').filter((scope) => scope !== '');
		const scopes = asked.length === 0 ? oauth.scopes : asked;
		if (!scopes.every((scope) => oauth.scopes.includes(scope))) return refused('invalid_scope');

		const random = this.newTokenValue();
		const value = oauth.tellsOrganizationId
			? makeJsonWebToken({ prt_id: organizationId, jti: random })
			: random;
		this.issued.push({
			value,
			scopes,
			issuedAt: now,
			expiresAt: now + oauth.tokenLifetime * 1_000,
		});
		return jsonAnswer(
			200,
			{
				access_token: value,
				expires_in: oauth.tokenLifetime,
				token_type: 'Bearer',
				scope: scopes.join(' '),
			},
			{ 'Cache-Control': 'no-store, no-cache, max-age=0', Pragma: 'no-cache' },
		);
	}

	/**
	 * What a request for the log gets instead of it: 401 for a token that is missing, unknown or expired, 403 for one
	 * without a scope that suffices, undefined when there is nothing against it. The unified logs, and any log that the
	 * token is not meant for, answer 401 to the latter too: the audience is wrong (facts, section 3).
	 */
	refusal(
		authorization: string | undefined,
		settings: Settings,
		now: number,
		log: AuditLogName = 'classic',
	): Answer | undefined {
		const value = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
		if (value === undefined) return problem(401, 'Unauthorized', { 'WWW-Authenticate': 'Bearer' });
		const token = this.find(value, settings, now);
		const invalid = { 'WWW-Authenticate': 'Bearer error="invalid_token"' };
		if (token === undefined || token.logs?.includes(log) === false)
			return problem(401, 'Unauthorized', invalid);
		if (token.scopes.some((scope) => AUDIT_SCOPES.includes(scope))) return undefined;
		if (log !== 'classic') return problem(401, 'Unauthorized', invalid);
		return problem(403, 'Forbidden', { 'WWW-Authenticate': 'Bearer error="insufficient_scope"' });
	}

	private find(value: string, { token, tokens }: Settings, now: number): StaticToken | undefined {
		if (value === token) return { value, scopes: ['PM.Audit.Read'] };
		return (
			tokens.find((known) => known.value === value) ??
			this.issued.find((issued) => issued.value === value && issued.expiresAt > now)
		);
	}

	/** Long and without a meaning, so that a search for it finds no chance match. */
	private newTokenValue(): string {
		const number = this.issued.length;
		const words = [8, 9, 10, 11].map((part) =>
			hash(this.seed, number, part).toString(16).padStart(8, '0'),
		);
		return `issued-${number}-${words.join('')}`;
	}
}
