/** The bytes of an answer, made while they are sent. */
export interface Body {
	/** Announced as `Content-Length`; without it the transfer is chunked. */
	readonly length?: number;
	chunks(): Iterable<Buffer> | AsyncIterable<Buffer>;
}

/** An answer before it goes on the wire. */
export interface Answer {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: Body;
	/** Audit entries in it, for the record of the request. */
	readonly entries?: number;
}

/** A body that is at hand as a whole. */
export function wholeBody(content: string | Buffer): Body {
	const bytes = typeof content === 'string' ? Buffer.from(content) : content;
	return { length: bytes.length, chunks: () => [bytes] };
}

/** How long a body is; reads one that does not say, without holding it. */
export async function lengthOf(body: Body): Promise<number> {
	if (body.length !== undefined) return body.length;
	let length = 0;
	for await (const chunk of body.chunks()) length += chunk.length;
	return length;
}

/** All bytes of a body. */
export async function collect(body: Body): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of body.chunks()) chunks.push(chunk);
	return Buffer.concat(chunks);
}

/** An answer of that text and type. */
export function textAnswer(
	status: number,
	contentType: string,
	text: string,
	headers: Record<string, string> = {},
): Answer {
	return { status, headers: { 'Content-Type': contentType, ...headers }, body: wholeBody(text) };
}

/** A JSON answer. */
export function jsonAnswer(
	status: number,
	value: unknown,
	headers: Record<string, string> = {},
): Answer {
	return textAnswer(status, 'application/json; charset=utf-8', JSON.stringify(value), headers);
}

/** An error as ASP.NET Core services write it (RFC 9457). */
export function problem(
	status: number,
	title: string,
	headers: Record<string, string> = {},
): Answer {
	return jsonAnswer(
		status,
		{ type: 'about:blank', title, status },
		{ 'Content-Type': 'application/problem+json', ...headers },
	);
}

/** UiPath's log-in page: what an unknown organization or an expired session gets, with status 200 (facts, section 1). */
export function loginPage(): Answer {
	const html = `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>UiPath | Log in</title></head>
<body><form method="post" action="/identity_/web/login"><h1>Log in to UiPath</h1>
<input name="username"><input name="password" type="password"><button>Log in</button></form></body>
</html>
`;
	return textAnswer(200, 'text/html; charset=utf-8', html);
}

/** Where `redirect` answers of the simulator itself lead. */
export const LOGIN_PATH = '/identity_/web/login';

/** A redirect without a body. */
export function redirectAnswer(status: number, location: string): Answer {
	return { status, headers: { Location: location }, body: wholeBody('') };
}
