import { jsonAnswer, loginPage, LOGIN_PATH, problem, redirectAnswer } from './answer.ts';
import type { Answer } from './answer.ts';
import { csvBody, csvHeaders } from './csv.ts';
import type { IdentityServer } from './identity.ts';
import type { AuditLog } from './log.ts';
import { moveLog } from './movement.ts';
import type { AuditLogName } from './options.ts';
import type { RequestInfo } from './request.ts';
import { Orderings, pageOf } from './ordering.ts';
import { PageCache } from './pageCache.ts';
import { BadRequest, readDownloadQuery, readPageQuery } from './query.ts';
import type { Destination } from './routes.ts';
import type { Settings } from './settings.ts';
import type { UnifiedDestination } from './unified/routes.ts';
import { UnifiedService } from './unified/service.ts';

/** A request with what the server acts on. */
export interface Call {
	readonly destination: Destination;
	readonly request: RequestInfo;
	/** The request's, unless a fault has changed it. */
	readonly query: Readonly<Record<string, string>>;
	readonly body: string;
	readonly settings: Settings;
}

/** What a healthy UiPath server answers. It knows nothing of connections and faults. */
export class AuditService {
	private readonly log: AuditLog;
	private readonly identity: IdentityServer;
	private readonly orderings: Orderings;
	private readonly pages = new PageCache();
	private readonly unified = new UnifiedService();

	constructor(log: AuditLog, identity: IdentityServer) {
		this.log = log;
		this.identity = identity;
		this.orderings = new Orderings(log);
	}

	answer(call: Call): Answer {
		try {
			return this.dispatch(call);
		} catch (error) {
			if (error instanceof BadRequest) return problem(400, error.message);
			throw error;
		}
	}

	private dispatch(call: Call): Answer {
		const { destination, settings } = call;
		if (typeof destination === 'object') return this.ofUnified(call, destination);
		switch (destination) {
			case 'auditlogs':
				return this.refusal(call) ?? this.page(call);
			case 'download':
				return this.refusal(call) ?? this.download(call);
			case 'token':
				return this.token(call);
			case 'loginPage':
				return loginPage();
			case 'wrongAddress':
				return wrongAddress(settings);
			case 'absent':
				return settings.unified.absent === 'loginPage' ? loginPage() : problem(404, 'Not Found');
			case 'unknown':
				return settings.otherPaths === 'loginPage' ? loginPage() : problem(404, 'Not Found');
		}
	}

	private refusal({ request, settings }: Call, log?: AuditLogName): Answer | undefined {
		if (request.method !== 'GET') return problem(405, 'Method Not Allowed', { Allow: 'GET' });
		return this.identity.refusal(request.authorization, settings, performance.now(), log);
	}

	private ofUnified(call: Call, { route, log }: UnifiedDestination): Answer {
		const refusal = this.refusal(call, log.level);
		if (refusal !== undefined) return refusal;
		const { request, settings } = call;
		const [path = '', sent = ''] = request.path.split('?', 2);
		// Only the query as sent knows repeated parameters; a fault has replaced it where it is another object.
		const query = new URLSearchParams(call.query === request.query ? sent : { ...call.query });
		return this.unified.answer(route, { log, request, path, query, settings: settings.unified });
	}

	/** Get Audit Logs (facts, section 1). */
	private page({ request, query, settings }: Call): Answer {
		const asked = readPageQuery(query);
		const { clamp, shuffleTies } = moveLog(this.log, settings.movement, request.routeIndex);
		const { pageLimit } = settings;
		const limit =
			clamp ?? (typeof pageLimit === 'function' ? pageLimit(request.routeIndex) : pageLimit);
		const wanted = {
			order: asked.sortOrder ?? settings.defaultOrder,
			skip: asked.skip,
			top: Math.min(asked.top ?? settings.defaultTop, limit),
			shuffle: shuffleTies ? request.routeIndex : undefined,
		};
		const make = (): Answer => {
			const ordering = this.orderings.by(asked.sortBy);
			const page = pageOf(ordering, wanted);
			const results = page.map((identity) => this.log.entry(identity, asked.language));
			return { ...jsonAnswer(200, { totalCount: ordering.size, results }), entries: page.length };
		};
		// A shuffled page never comes again.
		if (shuffleTies) return make();
		const key = JSON.stringify([asked.sortBy, asked.language, wanted]);
		return this.pages.page(this.log.view, key, make);
	}

	/** Download Audit Logs (facts, section 1). */
	private download({ query, settings }: Call): Answer {
		return {
			status: 200,
			headers: csvHeaders(settings.csv),
			body: csvBody(this.log, readDownloadQuery(query), settings.csv),
		};
	}

	private token({ request, body, settings }: Call): Answer {
		if (request.method !== 'POST') return problem(405, 'Method Not Allowed', { Allow: 'POST' });
		const isForm =
			request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
		if (!isForm) return jsonAnswer(400, { error: 'invalid_request' });
		return this.identity.token(
			new URLSearchParams(body),
			request.authorization,
			settings,
			performance.now(),
		);
	}
}

function wrongAddress({ wrongOrganization }: Settings): Answer {
	switch (wrongOrganization) {
		case 'loginPage':
			return loginPage();
		case 'redirect':
			return redirectAnswer(302, LOGIN_PATH);
		case 'notFound':
			return problem(404, 'Not Found');
	}
}
