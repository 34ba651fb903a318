import { relative } from 'node:path';

/** What jest reports, as far as it matters here. */
export interface JestReport {
	testResults: Array<{
		/** The test file, as an absolute path. */
		name: string;
		status: string;
		assertionResults: Array<{ status: string }>;
	}>;
}

/** How many tests there were of something, and how many of them passed. */
export interface Count {
	tests: number;
	passed: number;
}

/** What came of the tests on one n8n. */
export interface TriedLine {
	version: string;
	areas: ReadonlyMap<string, Count>;
}

/** What the tests are about, by the names of their files; the first that fits counts. */
const AREAS: ReadonlyArray<readonly [area: string, files: RegExp]> = [
	['The fault matrix: each fault of a server or network, in each operation', /engine\/faults/],
	['Signing in, renewing tokens, the tests of the credentials', /oAuth|credentialTest/i],
	['Logs that move while they are read', /movingLog|completeness|stories|cursors/i],
	['Exports and their manifests', /export/i],
	['The trigger', /trigger|poll/i],
	['No secret in anything that a user can see', /secret/i],
	['AI agents and MCP', /agent|mcp/i],
	['The example workflows, from end to end', /examples|recipes/],
	['Everything else: fields, files, errors, hints, redirects, retries, cancelling', /./],
];

/**
 * Counts tests by what they are about.
 *
 * @param root the project's folder
 */
export function countByArea(reports: readonly JestReport[], root: string): Map<string, Count> {
	const counts = new Map<string, Count>(AREAS.map(([area]) => [area, { tests: 0, passed: 0 }]));
	for (const { name, status, assertionResults } of reports.flatMap((each) => each.testResults)) {
		const file = relative(root, name).replaceAll('\\', '/');
		const [area = ''] = AREAS.find(([, files]) => files.test(file)) ?? [];
		const count = counts.get(area);
		if (!count) throw new Error(`${file} belongs to no area`);
		const outcomes = assertionResults.map((test) => test.status);
		// A file that cannot even be loaded has no tests to count.
		if (outcomes.length === 0) outcomes.push(status);
		count.tests += outcomes.length;
		count.passed += outcomes.filter((outcome) => outcome === 'passed').length;
	}
	return counts;
}
