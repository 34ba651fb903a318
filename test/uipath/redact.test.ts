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
		'Authorization: Bearer abc.DEF-123_~+/=',
		'jwt eyJhbGciOiJ.eyJzdWIiOiI.SflKxw',
		'{"access_token": "abcdef"}',
		'client_secret=abcdef&x=1',
	])('holds nothing that looks like one: %s', (text) => {
		expect(redact(text, [])).not.toMatch(/abc|eyJ/);
	});
});
