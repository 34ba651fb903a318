import fc from 'fast-check';
import type { AuditEntry } from '../../nodes/UiPathAudit/log/entry';
import { SharedTexts } from '../../nodes/UiPathAudit/log/sharedTexts';

const value = fc.oneof(
	fc.constantFrom('Orchestrator', 'LicensingService', 'emily.carter@example.com', '', null, 7),
	fc.string({ maxLength: 30, unit: 'grapheme' }),
	fc.jsonValue({ maxDepth: 1 }),
);
const entry = fc.record(
	{ createdOn: value, userName: value, message: value, source: value, surprise: value },
	{ requiredKeys: [] },
);

describe('texts that entries share', () => {
	it('leave every value and the order of the properties as they were', () => {
		const pages = fc.array(fc.array(entry, { maxLength: 20 }), { maxLength: 4 });
		fc.assert(
			fc.property(pages, (written) => {
				const before = JSON.stringify(written);
				const texts = new SharedTexts(['userName', 'message', 'source']);
				const read = JSON.parse(before) as AuditEntry[][];
				for (const page of read) texts.share(page);
				expect(JSON.stringify(read)).toBe(before);
			}),
		);
	});

	it('stay right where there are more of them than are kept', () => {
		const messages = Array.from({ length: 25_000 }, (_, i) => `Robot ${i} was created`);
		const entries: AuditEntry[] = [...messages, ...messages].map((message) => ({ message }));
		new SharedTexts(['userName', 'message', 'source']).share(entries);
		expect(entries.map(({ message }) => message)).toEqual([...messages, ...messages]);
	});
});
