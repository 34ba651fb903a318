import { assertTokenUrl, auditAddress } from '../../nodes/UiPathAudit/uipath/address';
import { InputError } from '../../nodes/UiPathAudit/uipath/auditError';

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
		expect(auditAddress(domain, org).baseUrl).toBe(baseUrl);
	});

	it.each([
		['', 'acme', 'Domain'],
		['http://uipath.example.com', 'acme', 'Domain'],
		['http://127.0.0.1.example.com', 'acme', 'Domain'],
		['ftp://uipath.example.com', 'acme', 'Domain'],
		['javascript:alert(1)', 'acme', 'Domain'],
		['https://user:secret@uipath.example.com', 'acme', 'Domain'],
		['cloud.uipath.com@evil.example', 'acme', 'Domain'],
		['cloud.uipath.com\\@evil.example', 'acme', 'Domain'],
		['cloud uipath com', 'acme', 'Domain'],
		['cloud.uipath.com\r\nHost: evil', 'acme', 'Domain'],
		['https://cloud.uipath.com/a%2fb/portal_', '', 'Domain'],
		['cloud.uipath.com', '', 'Organization'],
		['cloud.uipath.com', '..', 'Organization'],
		['cloud.uipath.com', 'a/b', 'Organization'],
		['cloud.uipath.com', 'a%2fb', 'Organization'],
		['cloud.uipath.com', 'a?b', 'Organization'],
		['cloud.uipath.com', 'a#b', 'Organization'],
		['cloud.uipath.com', 'a\r\nb', 'Organization'],
		['https://cloud.uipath.com/acme/portal_', 'other', 'Organization'],
	])('%p with %p is refused, naming %s', (domain, org, field) => {
		const get = () => auditAddress(domain, org);
		expect(get).toThrow(InputError);
		expect(get).toThrow(expect.objectContaining({ field }) as Error);
	});

	it('never tells what stood in front of an @', () => {
		expect(() => auditAddress('https://me:hunter2@uipath.example.com', 'acme')).not.toThrow(
			/hunter2/,
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
			expect(() => assertTokenUrl(url)).toThrow(/Token URL/);
		},
	);
});
