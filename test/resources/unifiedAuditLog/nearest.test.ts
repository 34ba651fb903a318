import { findNearest } from '../../../nodes/UiPathAudit/resources/unifiedAuditLog/nearest';

const NAMES = [
	...['Orchestrator', 'Apps', 'Action Center', 'Integration Service', 'Automation Ops, governance'],
	...['Apps', 'Préférences', '管理'],
];

describe('the nearest names', () => {
	it.each([
		['Orchestator', 'Orchestrator'],
		['action-center', 'Action Center'],
		['integrationservice', 'Integration Service'],
		['APP', 'Apps'],
		['automation ops', 'Automation Ops, governance'],
		['Pre\u0301férence', 'Préférences'],
		['管', '管理'],
	])('to %s begin with %s', (misspelt, nearest) => {
		expect(findNearest(NAMES, misspelt)[0]).toBe(nearest);
	});

	it('are a few, each once, also where nothing is near', () => {
		expect(findNearest(NAMES, '')).toHaveLength(5);
		expect(new Set(findNearest(NAMES, 'xyz')).size).toBe(5);
		expect(findNearest([], 'Apps')).toEqual([]);
	});
});
