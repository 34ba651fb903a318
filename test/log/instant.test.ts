import fc from 'fast-check';
import { makeBoundAfter, parseInstant } from '../../nodes/UiPathAudit/log/instant';

describe('an instant', () => {
	it.each([
		['2021-10-14T13:10:15.1964174+00:00', '2021-10-14T13:10:15.1964174'],
		['2021-10-14T13:10:15.19+00:00', '2021-10-14T13:10:15.1900000'],
		['2021-10-14T13:10:15Z', '2021-10-14T13:10:15.0000000'],
		['2021-10-14T13:10:15', '2021-10-14T13:10:15.0000000'],
		['2021-10-14 13:10', '2021-10-14T13:10:00.0000000'],
		['2021-10-14', '2021-10-14T00:00:00.0000000'],
		['2021-10-14T01:10:15.5+02:00', '2021-10-13T23:10:15.5000000'],
		['2021-10-14T13:10:15.5-0330', '2021-10-14T16:40:15.5000000'],
		['2021-10-14T13:10:15.123456789Z', '2021-10-14T13:10:15.123456789'],
		['2021-10-14T13:10:15.123456700Z', '2021-10-14T13:10:15.1234567'],
		['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.0000000'],
		['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.0000000'],
	])('%s is %s', (text, instant) => {
		expect(parseInstant(text)).toBe(instant);
	});

	it.each([
		'',
		'yesterday',
		'2023-02-29',
		'2021-13-01',
		'2021-10-14T25:00:00Z',
		'14.10.2021',
		'123',
	])('%p is none', (text) => {
		expect(parseInstant(text)).toBeUndefined();
	});

	it('sorts as text in the order of time, whatever the fraction and the offset', () => {
		const ticks = fc.bigInt({ min: 0n, max: 4_000_000_000_0000000n });
		const minutes = fc.integer({ min: -14 * 60, max: 14 * 60 });
		fc.assert(
			fc.property(ticks, minutes, ticks, minutes, (a, offsetA, b, offsetB) => {
				const left = parseInstant(written(a, offsetA)) ?? '';
				const right = parseInstant(written(b, offsetB)) ?? '';
				expect(Math.sign(left < right ? -1 : left > right ? 1 : 0)).toBe(
					a < b ? -1 : a > b ? 1 : 0,
				);
				expect(makeBoundAfter(left) > left).toBe(true);
				expect(makeBoundAfter(left) > right).toBe(a >= b);
			}),
		);
	});
});

/** A number of ticks since 1970 in ISO 8601, as a clock that is so many minutes ahead shows it. */
function written(ticks: bigint, offset: number): string {
	const seconds = Number(ticks / 10_000_000n);
	const fraction = String(ticks % 10_000_000n)
		.padStart(7, '0')
		.replace(/0+$/, '');
	const local = new Date((seconds + offset * 60) * 1_000).toISOString().slice(0, 19);
	const size = Math.abs(offset);
	const two = (number: number) => String(number).padStart(2, '0');
	const zone = `${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
	return `${local}${fraction && `.${fraction}`}${zone}`;
}
