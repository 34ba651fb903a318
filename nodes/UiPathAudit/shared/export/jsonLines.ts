import { sortProperties } from '../../log/canonical';
import type { AuditEntry } from '../../log/entry';
import { parseDetailsIn } from '../details';

/** How a JSON Lines file is to be written. */
export interface JsonLinesStyle {
	/** The properties that come first, in their order. */
	properties: readonly string[];
	/** Whether there are no others. */
	isChosen: boolean;
	/** The property whose JSON text becomes an object; none where undefined. */
	parsed: string | undefined;
}

/**
 * Writes entries as lines of JSON, from which each can be read back as it was sent: even half a
 * character survives, because JSON has an escape for it. Properties come in the same order in every line,
 * however the server orders them.
 */
export class JsonLinesWriter {
	private readonly known: ReadonlySet<string>;

	constructor(private readonly style: JsonLinesStyle) {
		this.known = new Set(style.properties);
	}

	/** An entry's line. */
	writeEntry(entry: AuditEntry): string {
		const { parsed } = this.style;
		const ordered = this.order(entry);
		const line = parsed === undefined ? ordered : parseDetailsIn(ordered, parsed);
		return `${JSON.stringify(line)}\n`;
	}

	private order(entry: AuditEntry): AuditEntry {
		const { properties, isChosen } = this.style;
		const first = properties.filter((name) => name in entry);
		const others = isChosen ? [] : Object.keys(entry).filter((name) => !this.known.has(name));
		const names = [...first, ...others.sort()];
		return Object.fromEntries(names.map((name) => [name, sortProperties(entry[name])]));
	}
}
