import { discardBody, isByteStream, readWholeText } from './body';
import type { Answer, Door, OutgoingRequest } from './door';
import { waitAtMost } from './timeLimit';

/** Milliseconds that n8n's helper gets to notice by itself that time is up. */
const GRACE_MS = 1_000;

/** Time was up, named as Node.js names it. */
class TimedOut extends Error {
	readonly code = 'ETIMEDOUT';
}

/**
 * Sends a request and waits for as long as it may take: for a text until all of it is there, for a
 * stream until it begins. n8n's helper has a time limit of its own, but not for every way in which
 * nothing comes. Nor does it end everything when the execution is cancelled: n8n fetches a token first.
 *
 * @param cancelled ends the wait
 * @throws an error with the code `ETIMEDOUT` where time is up or the wait was ended, or as the door does
 */
export async function receiveInTime(
	door: Door,
	request: OutgoingRequest,
	cancelled?: AbortSignal,
): Promise<Answer> {
	const ended = new AbortController();
	try {
		const received = receive(door, request, ended.signal);
		const answer = await waitAtMost(request.timeoutMs + GRACE_MS, received, cancelled);
		if (!answer) throw new TimedOut();
		return answer;
	} finally {
		ended.abort('ended');
	}
}

async function receive(door: Door, request: OutgoingRequest, ended: AbortSignal): Promise<Answer> {
	const answer = await door(request);
	const { body } = answer;
	if (request.body === 'stream' || !isByteStream(body)) return answer;
	const discard = () => discardBody(body);
	// Nobody waits any longer, but the server may go on sending.
	if (ended.aborted) discard();
	ended.addEventListener('abort', discard);
	return { ...answer, body: await readWholeText(body) };
}
