/**
 * Loaded into n8n before anything else (`node --require`): sets its clock ahead by the milliseconds in
 * the file that FAKE_CLOCK names, which a test may change while n8n runs.
 */
const { readFileSync } = require('node:fs');

const RealDate = Date;
const file = process.env.FAKE_CLOCK;
let ahead = 0;
let readAt = -Infinity;

function now() {
	const real = RealDate.now();
	if (real - readAt > 100) {
		readAt = real;
		ahead = Number(readFileSync(file, 'utf8')) || 0;
	}
	return real + ahead;
}

globalThis.Date = class extends RealDate {
	constructor(...parts) {
		if (parts.length === 0) super(now());
		else super(...parts);
	}

	static now() {
		return now();
	}
};
