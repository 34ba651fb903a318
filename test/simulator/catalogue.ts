import * as answers from './answerFaults.ts';
import type { Fault } from './fault.ts';
import * as shapes from './shapeFaults.ts';
import * as unified from './unified/shapeFaults.ts';
import * as wire from './wireFaults.ts';

/** Values of `Content-Disposition` that try to lead out of a folder or to smuggle characters; all are valid headers. */
export const CONTENT_DISPOSITION_ATTACKS: readonly string[] = [
	'attachment; filename="../../etc/passwd"',
	'attachment; filename="/etc/cron.d/evil"',
	'attachment; filename="..\\\\..\\\\windows\\\\win.ini"',
	'attachment; filename="C:\\\\evil.csv"',
	"attachment; filename*=UTF-8''..%2F..%2Fetc%2Fpasswd",
	"attachment; filename*=UTF-8''log%0D%0ASet-Cookie%3A%20a%3Db.csv",
	"attachment; filename*=UTF-8''log%00.csv",
	"attachment; filename*=UTF-8''log%E2%80%AEvsc.exe",
	"attachment; filename*=UTF-8''%",
	"attachment; filename=good.csv; filename*=UTF-8''%2e%2e%2fevil.csv",
	'attachment; filename="a\tb.csv"',
	'attachment; filename=".."',
	'attachment; filename=""',
	`attachment; filename="${'x'.repeat(5_000)}.csv"`,
	'attachment; filename="unclosed',
];

/** Faults by name. */
type Faults = Readonly<Record<string, Fault>>;

/** What can go wrong with any request. */
export const COMMON_FAULTS: Faults = {
	'bad-request': answers.status(400),
	'token-refused': answers.tokenRefused(),
	forbidden: answers.status(403, { body: 'empty' }),
	'not-found': answers.status(404, { body: 'html' }),
	'request-timeout': answers.status(408),
	throttled: answers.throttled(),
	'throttled-retry-after': answers.throttled({ retryAfter: 1 }),
	'throttled-retry-after-date': answers.throttled({ retryAfterDate: 1 }),
	'throttled-ratelimit-reset': answers.throttled({ rateLimitReset: 1 }),
	'server-error': answers.status(500, { body: 'problem' }),
	'bad-gateway': answers.status(502, { body: 'html' }),
	unavailable: answers.status(503, { body: 'text' }),
	'gateway-timeout': answers.status(504, { body: 'html' }),
	'login-page': answers.loginPageInstead(),
	'redirect-to-login': answers.redirect(302, '/identity_/web/login'),
	'echoes-authorization': answers.echoesAuthorization(),
	'no-content': answers.noContent(),
	'empty-body': answers.emptyBody(),
	'cut-short': answers.cutShort(),
	'plain-text': answers.status(200, { body: 'text', message: 'OK' }),
	reset: wire.reset(),
	'closes-with-length': wire.closesAfter(100, 'length'),
	'closes-chunked': wire.closesAfter(100, 'chunked'),
	'never-answers': wire.neverAnswers(),
	'stalls-after-headers': wire.stallsAfterHeaders(),
	'stalls-halfway': wire.stallsHalfway(),
	drips: wire.drips(4_096, 5),
	delayed: wire.delayed(1_000),
	'raw-content-disposition': wire.rawContentDisposition(
		'attachment; filename="a\u0001b\u007f.csv"',
	),
};

/** What else can go wrong with the list of the classic log. */
export const CLASSIC_FAULTS: Faults = {
	'no-results': shapes.wrongShape('noResults'),
	'null-results': shapes.wrongShape('nullResults'),
	'null-results-of-nothing': shapes.wrongShape('nullResultsOfNothing'),
	'no-total-count': shapes.wrongShape('noTotalCount'),
	'total-count-text': shapes.wrongShape('totalCountText'),
	'bare-array': shapes.wrongShape('bareArray'),
	'results-object': shapes.wrongShape('resultsObject'),
	'json-text': shapes.wrongShape('jsonText'),
	'json-null': shapes.wrongShape('jsonNull'),
	'wrong-total-count': shapes.wrongTotalCount((truth) => truth + 7),
	'ignores-sort-order': answers.ignoresSortOrder(),
};

/** What else can go wrong with a page of events of the unified log. */
export const EVENT_FAULTS: Faults = {
	'no-events': unified.wrongEvents('noEvents'),
	'null-events': unified.wrongEvents('nullEvents'),
	'null-events-of-nothing': unified.wrongEvents('nullEventsOfNothing'),
	'events-object': unified.wrongEvents('eventsObject'),
	'events-text': unified.wrongEvents('eventsText'),
	'event-text': unified.wrongEvents('eventText'),
	'event-without-id': unified.wrongEvents('noId'),
	'event-id-number': unified.wrongEvents('idNumber'),
	'event-id-empty': unified.wrongEvents('idEmpty'),
	'event-without-time': unified.wrongEvents('noTime'),
	'event-bad-time': unified.wrongEvents('badTime'),
	'oldest-first': unified.wrongEvents('oldestFirst'),
	'previous-number': unified.wrongEvents('previousNumber'),
	'previous-object': unified.wrongEvents('previousObject'),
	'bare-events': unified.wrongEvents('bareEvents'),
	'page-text': unified.wrongEvents('pageText'),
	'page-null': unified.wrongEvents('pageNull'),
};

/** What else can go wrong with the catalogue of the unified log. */
export const SOURCES_FAULTS: Faults = {
	'sources-object': unified.wrongCatalogue('sourcesObject'),
	'sources-null': unified.wrongCatalogue('sourcesNull'),
	'sources-text': unified.wrongCatalogue('sourcesText'),
	'source-text': unified.wrongCatalogue('sourceText'),
	'source-without-id': unified.wrongCatalogue('sourceNoId'),
	'source-id-object': unified.wrongCatalogue('sourceIdObject'),
	'source-id-empty': unified.wrongCatalogue('sourceIdEmpty'),
	'source-name-object': unified.wrongCatalogue('sourceNameObject'),
	'targets-text': unified.wrongCatalogue('targetsText'),
};

/** One fault of each kind under a name for the command line and for tests that try them all. */
export const FAULT_CATALOGUE: Faults = {
	...{ ...COMMON_FAULTS, ...CLASSIC_FAULTS },
	...{ ...EVENT_FAULTS, ...SOURCES_FAULTS },
};
