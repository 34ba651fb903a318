import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UiPathAuditApi } from '../../credentials/UiPathAuditApi.credentials';
import { UiPathAuditOAuth2Api } from '../../credentials/UiPathAuditOAuth2Api.credentials';
import { UiPathAudit } from '../../nodes/UiPathAudit/UiPathAudit.node';
import { UiPathAuditTrigger } from '../../nodes/UiPathAudit/UiPathAuditTrigger.node';
import { writeReference } from './referenceDocument';

const page = join(__dirname, '..', '..', 'docs', 'reference.md');

const described = () => ({
	credentials: [new UiPathAuditApi(), new UiPathAuditOAuth2Api()],
	nodes: [new UiPathAudit().description, new UiPathAuditTrigger().description],
});

describe('docs/reference.md', () => {
	it('is what the nodes and credentials say (written anew by UPDATE_DOCS=1 npm test)', () => {
		const written = writeReference(described());
		if (process.env.UPDATE_DOCS) writeFileSync(page, written);
		expect(readFileSync(page, 'utf8')).toBe(written);
	});

	it('would miss a field that it does not have, wherever that is added', () => {
		const field = { displayName: 'New', name: 'new', type: 'string' as const, default: '' };
		const { credentials, nodes } = described();
		const all = [...credentials, ...nodes].map(({ properties }) => properties);
		const groups = nodes.flatMap(({ properties }) =>
			properties.flatMap(({ type, options }) =>
				type === 'collection' && options ? [options] : [],
			),
		);
		expect(groups.length).toBeGreaterThan(10);
		for (const fields of [...all, ...groups]) {
			fields.push(field);
			expect(writeReference({ credentials, nodes })).not.toBe(readFileSync(page, 'utf8'));
			fields.pop();
		}
		expect(writeReference({ credentials, nodes })).toBe(readFileSync(page, 'utf8'));
	});
});
