import { ClassicLog } from '../../nodes/UiPathAudit/uipath/classicLog';
import type { Authentication } from '../../nodes/UiPathAudit/uipath/credential';
import { makeNodeAccess, withConnection } from '../../nodes/UiPathAudit/uipath/withConnection';
import {
	applicationCredential,
	simulatorWith,
	tokenCredential,
	TriggerUnderTest,
	type SavedCredential,
} from './harness';

async function countInPoll(authentication: Authentication, credential: SavedCredential) {
	const trigger = new TriggerUnderTest({ parameters: { authentication }, credential });
	const context = await trigger.makeContext();
	const options = { authentication, itemIndex: 0, timeoutMs: 1_000, concurrency: 1 };
	return await withConnection(
		makeNodeAccess(context, options),
		async (open) => await new ClassicLog(open).count(),
	);
}

describe('a poll', () => {
	it('opens a connection with a pasted token', async () => {
		const simulator = await simulatorWith({ entries: 7 });
		expect(await countInPoll('accessToken', tokenCredential(simulator))).toBe(7);
	});

	it('opens a connection with OAuth2', async () => {
		const simulator = await simulatorWith({ entries: 7 });
		expect(await countInPoll('oAuth2', applicationCredential(simulator))).toBe(7);
	});
});
