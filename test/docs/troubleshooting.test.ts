import { lexer } from 'marked';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listTextFiles } from '../release/project';
import { listTexts } from './codeTexts';

const root = join(__dirname, '..', '..');

const read = (file: string) => readFileSync(join(root, file), 'utf8');

/** What the node says, all of its texts. */
const texts = listTextFiles(root)
	.filter((file) => /^(nodes|credentials)\/.+\.ts$/.test(file))
	.flatMap((file) => listTexts(read(file)));

/** What the page quotes: all that stands in a box. */
const quotes = lexer(read('docs/troubleshooting.md')).flatMap((token) =>
	token.type === 'blockquote' && 'text' in token ? String(token.text).trim().split('\n\n') : [],
);

/** Gaps may follow each other, and spaces stand around them or in what fills them. */
function withoutSpaces(text: string): string {
	return text.replace(/\s/g, '').replace(/…+/g, '…');
}

describe('docs/troubleshooting.md', () => {
	it('quotes what the node says, word for word', () => {
		const said = new Set(texts.map(withoutSpaces));
		expect(quotes.length).toBeGreaterThan(25);
		expect(quotes.filter((quote) => !said.has(withoutSpaces(quote)))).toEqual([]);
	});
});
