import { toApproximateMs, toInstantOfMs, type Instant } from '../instant';
import type { TimeWindow } from '../timeWindow';
import { findCuts, MAX_EVEN_SKEW } from './cuts';
import { Section } from './section';
import type { ServerTraits } from './serverTraits';
import { floorToSecond, measureSpan, MIN_MS, toSecondAfter, toSecondBefore } from './spans';

/** How far back a log is looked for at first where nothing says when it begins. */
const LOG_MS = 1_000 * 24 * 60 * 60_000;

/** Cuts that may be made at first, and for each page that has been read. */
const FREE_CUTS = 5;
const CUTS_PER_PAGE = 0.15;

/** Sections with so many times what is wanted are cut before they are read from the far end. */
const MAX_EXCESS = 1.5;

/** What the caller wants next. */
export interface Wants {
	/** Entries that are wanted beyond those that have been handed on. */
	entries: number;
	/** Whether that is all that is wanted, so that what is read beyond it is read for nothing. */
	isLimited: boolean;
}

/**
 * The sections of a window, and which of them to ask for next, so that as many answers are under way
 * as may be and none is asked for in vain.
 */
export class Plan {
	/** Newest first. */
	private readonly sections: Section[];
	/** Entries in a millisecond of what has been handed on last. */
	private rateBehind: number | undefined;
	/** Entries in sections that have been handed on. */
	private handedOn = 0;
	/** Sections that have been cut off to be read beside others. */
	private cuts = 0;

	constructor(
		window: TimeWindow,
		private readonly isNewestFirst: boolean,
		private readonly traits: ServerTraits,
	) {
		const [top, bottom] = [toSecondAfter(window.to), toSecondBefore(window.from)];
		this.sections = [new Section(top, bottom, traits)];
	}

	/** The section that is handed on next; undefined where all have been. */
	get head(): Section | undefined {
		return this.sections.at(this.isNewestFirst ? 0 : -1);
	}

	/** Goes on to the section behind the head. */
	passHead(): void {
		const passed = this.isNewestFirst ? this.sections.shift() : this.sections.pop();
		if (!passed) return;
		const span = measureSpan(passed.bottom, passed.top);
		this.rateBehind = (passed.entries.count + 1) / Math.max(1, span === Infinity ? LOG_MS : span);
		this.handedOn += passed.entries.count;
	}

	/**
	 * Finds the section to ask for next. Where all that are wanted are being read, the one with most to
	 * come is cut.
	 *
	 * @param free answers that may be under way beside those that are
	 * @returns undefined where nothing more is worth asking for
	 */
	findNext(free: number, wants: Wants): Section | undefined {
		const wanted = this.listWanted(wants);
		const idle = wanted.find(({ section }) => !section.isBusy);
		if (idle) return idle.section;
		const [largest] = wanted.sort((a, b) => b.size - a.size);
		if (!largest) return undefined;
		const { section, size, room } = largest;
		const { upper, lower } = this.findRates(section);
		const { pageSize } = this.traits;
		const span = measureSpan(section.bottom, section.reached);
		const most = Math.min(free, this.countCutsLeft());
		const facts = { size, room, span, upper, lower, pageSize, free: most };
		const offsets = findCuts({ ...facts, isLimited: wants.isLimited });
		// From the far end, so that each cut leaves the rest of the section whole.
		const parts = offsets.reverse().map((offset) => this.cutAt(section, offset));
		const cut = parts.filter((part) => part !== undefined);
		this.cuts += cut.length;
		return cut.at(-1);
	}

	/** The last page of each section is read in part for nothing, so many entries have to make up for it. */
	private countCutsLeft(): number {
		const read = this.sections.reduce((sum, { entries }) => sum + entries.count, this.handedOn);
		return Math.floor(FREE_CUTS + (CUTS_PER_PAGE * read) / this.traits.pageSize) - this.cuts;
	}

	/** The sections that what is wanted reaches to, with what is still to come of them. */
	private listWanted({ entries }: Wants): WantedSection[] {
		const wanted: WantedSection[] = [];
		let room = entries;
		for (let next = this.head; next && room > 0; next = this.behind(next)) {
			const section = this.cutFarEnd(next, room);
			if (!section.isDone) wanted.push({ section, size: this.estimate(section), room });
			room -= section.entries.buffered + (section.isDone ? 0 : this.estimate(section));
		}
		return wanted;
	}

	private behind(section: Section): Section | undefined {
		const index = this.sections.indexOf(section) + (this.isNewestFirst ? 1 : -1);
		return index < 0 ? undefined : this.sections[index];
	}

	/** Entries that a section probably still has. */
	private estimate(section: Section): number {
		const span = measureSpan(section.bottom, section.reached);
		if (!section.isBegun && span === Infinity) return this.traits.pageSize;
		const { upper, lower } = this.findRates(section);
		return Math.max(1, (span * (upper + lower)) / 2);
	}

	/** How many entries come in a millisecond at both ends of what is left of a section. */
	private findRates(section: Section): { upper: number; lower: number } {
		const index = this.sections.indexOf(section);
		const above = this.sections[index - 1]?.rate;
		const below = this.sections[index + 1]?.firstRate;
		const behind = this.rateBehind;
		const upper =
			section.rate ?? (this.isNewestFirst ? (above ?? behind) : (below ?? behind ?? above));
		const lower = below ?? (this.isNewestFirst ? undefined : behind);
		return { upper: upper ?? 0, lower: lower ?? upper ?? 0 };
	}

	/**
	 * Oldest first, a section can be handed on only when all of it has been read; so one that is too
	 * large is cut near its oldest end.
	 *
	 * @returns the section to go on with
	 */
	private cutFarEnd(section: Section, room: number): Section {
		if (this.isNewestFirst || !section.isBegun || section.isDone) return section;
		const { reached, bottom } = section;
		const wanted = Math.max(room, this.traits.pageSize);
		if (this.estimate(section) <= MAX_EXCESS * wanted) return section;
		const span = measureSpan(bottom, reached);
		const { upper, lower } = this.findRates(section);
		if (span === Infinity) return this.cutAt(section, LOG_MS) ?? section;
		const near = wanted / (upper > MAX_EVEN_SKEW * lower ? lower : (upper + lower) / 2);
		return this.cutAt(section, span - Math.min(near, span / 2)) ?? section;
	}

	/**
	 * Cuts a section so many milliseconds before what has been reached of it.
	 *
	 * @returns the older part; undefined where no whole second lies in between
	 */
	private cutAt(section: Section, offset: number): Section | undefined {
		const time = toTime(section.reached, offset);
		if (time === undefined || time <= section.bottom || time >= section.reached) return undefined;
		const rest = section.cutAt(time);
		this.sections.splice(this.sections.indexOf(section) + 1, 0, rest);
		return rest;
	}
}

/** A section that is wanted, what it probably still has, and how much of that is wanted. */
interface WantedSection {
	section: Section;
	size: number;
	room: number;
}

/** The whole second so many milliseconds before a time; undefined where there is none. */
function toTime(from: Instant, offset: number): Instant | undefined {
	const ms = floorToSecond(toApproximateMs(from) - offset);
	return ms > MIN_MS ? toInstantOfMs(ms) : undefined;
}
