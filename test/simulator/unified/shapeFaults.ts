import { collect, wholeBody } from '../answer.ts';
import type { Answer } from '../answer.ts';
import type { Fault } from '../fault.ts';
import type { RequestInfo, UnifiedRoute } from '../request.ts';
import type { AuditSource, UnifiedEvent } from './options.ts';

interface Page {
	auditEvents: UnifiedEvent[];
	next: string | null;
	previous: string | null;
}

/** The page with its second event changed, so that the fault does not stand at an end. */
function withEvent(page: Page, change: (event: UnifiedEvent) => object): unknown {
	const { auditEvents } = page;
	return {
		...page,
		auditEvents: auditEvents.map((event, at) => (at === 1 ? change(event) : event)),
	};
}

/** Shapes of a page of events that no client expects. */
const EVENT_SHAPES = {
	noEvents: ({ next, previous }: Page): unknown => ({ next, previous }),
	nullEvents: (page: Page): unknown => ({ ...page, auditEvents: null }),
	nullEventsOfNothing: (): unknown => ({ auditEvents: null, next: null, previous: null }),
	eventsObject: (page: Page): unknown => ({
		...page,
		auditEvents: Object.fromEntries(page.auditEvents.entries()),
	}),
	eventsText: (page: Page): unknown => ({ ...page, auditEvents: JSON.stringify(page.auditEvents) }),
	eventText: (page: Page): unknown => ({ ...page, auditEvents: [...page.auditEvents, 'event'] }),
	noId: (page: Page): unknown => withEvent(page, (event) => ({ ...event, id: undefined })),
	idNumber: (page: Page): unknown => withEvent(page, (event) => ({ ...event, id: 17 })),
	idEmpty: (page: Page): unknown => withEvent(page, (event) => ({ ...event, id: '' })),
	noTime: (page: Page): unknown => withEvent(page, (event) => ({ ...event, createdOn: undefined })),
	badTime: (page: Page): unknown => withEvent(page, (event) => ({ ...event, createdOn: 'soon' })),
	oldestFirst: (page: Page): unknown => ({
		...page,
		auditEvents: page.auditEvents.slice().reverse(),
	}),
	previousNumber: (page: Page): unknown => ({ ...page, previous: 17 }),
	previousObject: (page: Page): unknown => ({ ...page, previous: { path: page.previous } }),
	bareEvents: ({ auditEvents }: Page): unknown => auditEvents,
	pageText: (page: Page): unknown => JSON.stringify(page),
	pageNull: (): unknown => null,
};

/** Shapes of a catalogue that no client expects. */
const CATALOGUE_SHAPES = {
	sourcesObject: (sources: AuditSource[]): unknown => ({ sources }),
	sourcesNull: (): unknown => null,
	sourcesText: (sources: AuditSource[]): unknown => JSON.stringify(sources),
	sourceText: (sources: AuditSource[]): unknown => sources.map(({ name }) => name),
	sourceNoId: (sources: AuditSource[]): unknown =>
		sources.map((source) => ({ ...source, id: undefined })),
	sourceIdObject: (sources: AuditSource[]): unknown =>
		sources.map((source) => ({ ...source, id: { value: source.id } })),
	sourceIdEmpty: (sources: AuditSource[]): unknown =>
		sources.map((source) => ({ ...source, id: '' })),
	sourceNameObject: (sources: AuditSource[]): unknown =>
		sources.map((source) => ({ ...source, name: { en: source.name } })),
	targetsText: (sources: AuditSource[]): unknown =>
		sources.map((source) => ({ ...source, eventTargets: 'all' })),
};

export type EventShape = keyof typeof EVENT_SHAPES;
export type CatalogueShape = keyof typeof CATALOGUE_SHAPES;

/** Makes another JSON of what a route answers; what others answer is left as it is. */
function reshaped<T>(name: string, route: UnifiedRoute, reshape: (value: T) => unknown): Fault {
	return {
		name,
		answer: async (regular, request): Promise<Answer> => {
			if (request.route !== route || regular.status !== 200) return regular;
			const value = JSON.parse((await collect(regular.body)).toString()) as T;
			return { ...regular, body: wholeBody(JSON.stringify(reshape(value))) };
		},
	};
}

/** A page of events in another shape. */
export function wrongEvents(shape: EventShape): Fault {
	return reshaped<Page>(`wrong events: ${shape}`, 'events', EVENT_SHAPES[shape]);
}

/** The catalogue in another shape. */
export function wrongCatalogue(shape: CatalogueShape): Fault {
	return reshaped<AuditSource[]>(`wrong catalogue: ${shape}`, 'sources', CATALOGUE_SHAPES[shape]);
}

/** The catalogue with something else in it. */
export function changedCatalogue(change: (sources: AuditSource[]) => unknown): Fault {
	return reshaped<AuditSource[]>('changed catalogue', 'sources', change);
}

/**
 * Pages whose `previous` leads elsewhere.
 *
 * @param lead makes it from the true one; not asked where there is none
 */
export function previousLeadsTo(lead: (previous: string, request: RequestInfo) => unknown): Fault {
	return {
		name: 'previous leads elsewhere',
		answer: async (regular, request) => {
			const { answer } = reshaped<Page>('', 'events', (page) => ({
				...page,
				previous: page.previous === null ? null : lead(page.previous, request),
			}));
			return (await answer?.(regular, request)) ?? regular;
		},
	};
}
