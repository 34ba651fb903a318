import { assertTokenUrl, readAddress } from '../../nodes/UiPathAudit/uipath/address';
import { CredentialError } from '../../nodes/UiPathAudit/uipath/uiPathError';

describe('the address', () => {
	it.each([
		['cloud.uipath.com', 'acme', 'https://cloud.uipath.com/acme'],
		[' https://cloud.uipath.com/ ', ' acme ', 'https://cloud.uipath.com/acme'],
		['HTTPS://Cloud.UiPath.COM', '/acme/', 'https://cloud.uipath.com/acme'],
		['uipath.example.com:8443', 'acme', 'https://uipath.example.com:8443/acme'],
		['https://cloud.uipath.com/acme/portal_/home?a=b#c', '', 'https://cloud.uipath.com/acme'],
		['cloud.uipath.com/acme/DefaultTenant/orchestrator_', '', 'https://cloud.uipath.com/acme'],
		['https://cloud.uipath.com/ACME/portal_', 'acme', 'https://cloud.uipath.com/acme'],
		['https://cloud.uipath.com/portal_/cloudrpa', 'acme', 'https://cloud.uipath.com/acme'],
		['https://cloud.uipath.com/m%C3%BCller/portal_', '', 'https://cloud.uipath.com/m%C3%BCller'],
		['http://127.0.0.1:5050', 'acme', 'http://127.0.0.1:5050/acme'],
		['http://localhost', 'acme', 'http://localhost/acme'],
		['http://[::1]:80', 'acme', 'http://[::1]/acme'],
		['münchen.example', 'acme', 'https://xn--mnchen-3ya.example/acme'],
	])('%s with %p is %s', (domain, org, baseUrl) => {
		expect(readAddress(domain, org).baseUrl).toBe(baseUrl);
	});

	it.each([
		['', 'acme', 'no-domain'],
		['http://uipath.example.com', 'acme', 'open-domain'],
		['http://127.0.0.1.example.com', 'acme', 'open-domain'],
		['ftp://uipath.example.com', 'acme', 'open-domain'],
		['javascript:alert(1)', 'acme', 'bad-domain'],
		['https://user:secret@uipath.example.com', 'acme', 'domain-with-user'],
		['cloud.uipath.com@evil.example', 'acme', 'domain-with-user'],
		['cloud.uipath.com\\@evil.example', 'acme', 'bad-domain'],
		['cloud uipath com', 'acme', 'bad-domain'],
		['cloud.uipath.com\r\nHost: evil', 'acme', 'bad-domain'],
		['https://cloud.uipath.com/a%2fb/portal_', '', 'bad-organization'],
		['cloud.uipath.com', '', 'no-organization'],
		['cloud.uipath.com', '..', 'bad-organization'],
		['cloud.uipath.com', 'a/b', 'bad-organization'],
		['cloud.uipath.com', 'a%2fb', 'bad-organization'],
		['cloud.uipath.com', 'a?b', 'bad-organization'],
		['cloud.uipath.com', 'a#b', 'bad-organization'],
		['cloud.uipath.com', 'a\r\nb', 'bad-organization'],
		['https://cloud.uipath.com/acme/portal_', 'other', 'two-organizations'],
	])('%p with %p is refused: %s', (domain, org, kind) => {
		const get = () => readAddress(domain, org);
		expect(get).toThrow(CredentialError);
		expect(get).toThrow(expect.objectContaining({ kind }) as Error);
	});

	it('never tells what stood in front of an @', () => {
		const get = () => readAddress('https://me:hunter2@uipath.example.com', 'acme');
		expect(get).toThrow(
			expect.objectContaining({ facts: {}, message: 'domain-with-user' }) as Error,
		);
	});
});

describe('the token URL of a custom deployment', () => {
	it.each(['https://id.example.com/connect/token', 'http://localhost:5/token'])(
		'may be %s',
		(url) => {
			expect(() => assertTokenUrl(url)).not.toThrow();
		},
	);

	it.each(['', 'id.example.com', 'http://id.example.com/token', 'https://a:b@id.example.com/'])(
		'may not be %p',
		(url) => {
			expect(() => assertTokenUrl(url)).toThrow(new CredentialError('bad-token-url'));
		},
	);
});
