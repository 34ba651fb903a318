import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { FLAGS, helpText, optionsFrom } from './flags.ts';

const CLI = join(__dirname, 'cli.ts');

describe('command line of the simulator', () => {
	it('serves until it is interrupted', async () => {
		const args = [
			'--entries',
			'1000000',
			'--org',
			'contoso',
			'--token',
			'secret',
			'--page-limit',
			'7',
		];
		const child = spawn(process.execPath, [CLI, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
		const [greeting] = (await once(child.stdout, 'data')) as [Buffer];
		const origin = /http:\S+/.exec(greeting.toString())?.[0] ?? '';
		const response = await fetch(`${origin}/contoso/audit_/api/auditlogs?top=50`, {
			headers: { Authorization: 'Bearer secret' },
		});
		const page = (await response.json()) as { totalCount: number; results: unknown[] };
		expect([page.totalCount, page.results.length]).toEqual([1_000_000, 7]);
		child.kill('SIGINT');
		expect(await once(child, 'exit')).toEqual([0, null]);
	});

	it('serves the unified log that its flags ask for', () => {
		const flags = { 'unified-tenants': 'A,B', 'unified-events': '5', 'unified-max-count': '2' };
		const { unified, newest } = optionsFrom({ ...flags, newest: '2026-01-01T00:00:00Z' });
		expect(unified?.tenants).toMatchObject([
			{ name: 'A', events: 5, newest },
			{ name: 'B', events: 5, newest },
		]);
		expect(unified?.maxCount).toEqual({ min: 2, max: 2 });
		expect(() => optionsFrom({ 'unified-tie-order': 'none' })).toThrow('--unified-tie-order: one');
	});

	it('names the flag that makes no sense', async () => {
		const child = spawn(process.execPath, [CLI, '--entries', 'many'], {
			stdio: ['ignore', 'ignore', 'pipe'],
		});
		expect(await text(child.stderr)).toBe("--entries: 'many' is no number\n");
		expect(() => optionsFrom({ fault: 'unheard-of' })).toThrow('--fault: one of');
		expect(() => optionsFrom({ deployment: 'moon' })).toThrow('--deployment: one of any, cloud');
	});

	it('explains every flag', () => {
		for (const name of Object.keys(FLAGS)) expect(helpText()).toContain(`--${name}`);
	});
});
