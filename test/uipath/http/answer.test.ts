import { isHtml, readJson, readReason } from '../../../nodes/UiPathAudit/uipath/http/answer';

describe('an answer', () => {
	it('is told from a web page', () => {
		expect(isHtml('text/html; charset=utf-8', '')).toBe(true);
		expect(isHtml('application/json', '\uFEFF \n<!DOCTYPE html>')).toBe(true);
		expect(isHtml('application/octet-stream', 'Time,"<html>"')).toBe(false);
	});

	it('is read as JSON, cut short, or refused', () => {
		expect(readJson('\uFEFF{"a":1}', 200)).toEqual({ a: 1 });
		expect(failure('{"a":')).toMatchObject({ kind: 'cut-short', facts: { cut: 'json' } });
		expect(failure('')).toMatchObject({ facts: { shape: 'empty', status: 200 } });
		expect(failure('upstream error')).toMatchObject({ facts: { shape: 'neither-json-nor-page' } });
	});

	it('gives its reason in one short line', () => {
		expect(readReason('{"message":"a\\r\\nb"}')).toBe('a b');
		expect(readReason('{"title":"Bad","detail":"Worse"}')).toBe('Worse');
		expect(readReason('<html>')).toBe('');
	});
});

function failure(body: string): unknown {
	try {
		return readJson(body, 200);
	} catch (error) {
		return error;
	}
}
