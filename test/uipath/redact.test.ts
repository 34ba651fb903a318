import { redact } from '../../nodes/UiPathAudit/uipath/redact';

describe('a text for the user', () => {
	const secret = 's3cr3t/"tok+en';

	it.each([
		`it is ${secret}!`,
		`it is ${encodeURIComponent(secret)}!`,
		`it is ${JSON.stringify(secret)}!`,
		`it is ${Buffer.from(secret).toString('base64')}!`,
	])('holds no known secret: %s', (text) => {
		expect(redact(text, [secret])).toMatch(/^it is "?\*\*\*"?!$/);
	});

	it.each([
		['HTML entities', (token: string) => token.replaceAll('+', '&#x2B;').replaceAll('/', '&#47;')],
		['.NET’s JSON', (token: string) => token.replaceAll('+', '\\u002B').replaceAll('/', '\\/')],
		['spaces for plus signs', (token: string) => token.replaceAll('+', ' ')],
		['a line break in it', (token: string) => `${token.slice(0, 9)}\n${token.slice(9)}`],
		['a NUL in it', (token: string) => `${token.slice(0, 9)}\0${token.slice(9)}`],
		['escaped twice', (token: string) => token.replaceAll('+', '%252B').replaceAll('.', '%252e')],
		['all capitals', (token: string) => token.toUpperCase()],
		['its last part alone', (token: string) => token.split('.').at(-1) ?? ''],
	])('holds no token in another spelling: %s', (_name, spell) => {
		const token = 'Zm9v+YmFy/cXV4.Q09SR0U+ab/cdXYZ1234567890';
		expect(redact(`Invalid token ${spell(token)} given`, [token])).toBe('Invalid token *** given');
	});

	it('holds no secret that white space was pasted along with', () => {
		expect(redact(`it is ${secret}!`, [`\t${secret} \n`])).toBe('it is ***!');
	});

	it.each([
		'Authorization: Bearer abc.DEF-123_~+/=',
		'jwt eyJhbGciOiJ.eyJzdWIiOiI.SflKxw',
		'{"access_token": "abcdef"}',
		'client_secret=abcdef&x=1',
	])('holds nothing that looks like one: %s', (text) => {
		expect(redact(text, [])).not.toMatch(/abc|eyJ/);
	});
});
