import fc from 'fast-check';
import { basename, join, win32 } from 'node:path';
import { makeDefaultFileName, makeSafeFileName } from '../../nodes/UiPathAudit/shared/fileName';
import { InputError } from '../../nodes/UiPathAudit/shared/inputError';

describe('the name of the file', () => {
	it('tells organization and time', () => {
		const name = makeDefaultFileName('acme', new Date('2026-11-20T12:34:56.789Z'));
		expect(name).toBe('uipath-audit-acme-2026-11-20T12-34-56Z.csv');
	});

	it.each([
		['audit.csv', 'audit.csv'],
		['Prüfung 2026.csv', 'Prüfung 2026.csv'],
		['../../etc/passwd', 'etc_passwd'],
		['..\\..\\boot.ini', 'boot.ini'],
		['/etc/passwd', 'etc_passwd'],
		['a\r\nSet-Cookie: b.csv', 'a_Set-Cookie_ b.csv'],
		['.hidden', 'hidden'],
		['con.csv', '_con.csv'],
		['a\u202Egpj.csv', 'a_gpj.csv'],
	])('%p becomes %p', (given, name) => {
		expect(makeSafeFileName(given)).toBe(name);
	});

	it.each(['..', '///', '\u0000', '...', 'x'.repeat(300)])('%p is refused', (given) => {
		expect(() => makeSafeFileName(given)).toThrow(InputError);
	});

	it('stays in its folder and on one line, whatever is given', () => {
		const nasty = fc.string({
			unit: fc.constantFrom('.', '/', '\\', '..', '%2f', '\0', '\r', '\n', ':', 'a', '1', ' ', '~'),
		});
		fc.assert(
			fc.property(fc.oneof(nasty, fc.string({ unit: 'binary' })), (given) => {
				let name: string;
				try {
					name = makeSafeFileName(given);
				} catch {
					return;
				}
				expect(basename(join('/folder', name))).toBe(name);
				expect(join('/folder', name)).toBe(`/folder/${name}`);
				expect(win32.basename(win32.join('C:\\folder', name))).toBe(name);
				expect(name).not.toMatch(/\p{Cc}/u);
			}),
			{ numRuns: 2_000 },
		);
	});
});
