const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const COMMA = 0x2c;
const SEMICOLON = 0x3b;
const TAB = 0x09;

/** The bytes of a byte-order mark, which is no content. */
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

type Utf16Decoder = InstanceType<typeof TextDecoder>;

enum Place {
	/** At the beginning of a field, where a quote opens. */
	FieldStart,
	/** Inside a field without quotes, or behind one with. */
	Plain,
	Quoted,
	/** After a quote inside quotes: the end of the field, or the first of two that stand for one. */
	AfterQuote,
}

/**
 * Counts the records of a CSV file while its bytes come by, by RFC 4180: line breaks inside quotes
 * belong to the field, empty lines are no records. In UTF-8 none of the bytes that matter can be a
 * part of another character.
 */
export class CsvRecordCounter {
	private ended = 0;
	private place = Place.FieldStart;
	private hasContent = false;
	private position = 0;
	/** For a file in UTF-16, in which the bytes that matter may be parts of other characters. */
	private decoder: Utf16Decoder | undefined;

	/** Records so far; the last one need not end with a line break. */
	get count(): number {
		return this.ended + (this.hasContent ? 1 : 0);
	}

	/** Whether the file ends within quotes, if this was all of it. */
	get endsInQuotes(): boolean {
		return this.place === Place.Quoted;
	}

	/** Takes in the next bytes of the file. */
	add(bytes: Uint8Array): void {
		if (this.position === 0 && bytes.length > 1) this.decoder = makeUtf16Decoder(bytes);
		const { decoder } = this;
		this.takeInAll(decoder ? Buffer.from(decoder.decode(bytes, { stream: true })) : bytes);
	}

	private takeInAll(bytes: Uint8Array): void {
		let index = this.countMark(bytes);
		while (index < bytes.length) {
			if (this.place === Place.Quoted) {
				const quote = bytes.indexOf(QUOTE, index);
				if (quote === -1) break;
				this.place = Place.AfterQuote;
				index = quote + 1;
			} else {
				this.takeIn(bytes[index] ?? 0);
				index++;
			}
		}
		this.position += bytes.length;
	}

	/** Takes in a byte outside of quotes, or right after one. */
	private takeIn(byte: number): void {
		if (byte === LINE_FEED || byte === CARRIAGE_RETURN) {
			if (this.hasContent) this.ended++;
			this.hasContent = false;
			this.place = Place.FieldStart;
			return;
		}
		this.hasContent = true;
		if (byte === QUOTE && this.place !== Place.Plain) this.place = Place.Quoted;
		else if (byte === COMMA || byte === SEMICOLON || byte === TAB) this.place = Place.FieldStart;
		else this.place = Place.Plain;
	}

	/** How many of the bytes belong to a mark at the beginning of the file. */
	private countMark(bytes: Uint8Array): number {
		let length = 0;
		while (
			bytes[length] !== undefined &&
			bytes[length] === BYTE_ORDER_MARK[this.position + length]
		) {
			length++;
		}
		return length;
	}
}

/** @returns undefined unless the bytes begin with a byte-order mark of UTF-16 */
function makeUtf16Decoder([first, second]: Uint8Array): Utf16Decoder | undefined {
	if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le');
	if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be');
	return undefined;
}
