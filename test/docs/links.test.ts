import GithubSlugger from 'github-slugger';
import { lexer, walkTokens, type Token } from 'marked';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { listTextFiles, readProject, toUrl } from '../release/project';

const root = join(__dirname, '..', '..');
const ownUrl = toUrl(readProject(root).repository);

/** What a user may read, in the repository or at npmjs.com. */
const pages = listTextFiles(root).filter((file) => /^[A-Z]+\.md$|^docs\/.+\.md$/.test(file));

/** Files that n8n takes links from. */
const withAddresses = listTextFiles(root).filter((file) =>
	/^(nodes\/.+\.node\.json|credentials\/\w+\.credentials\.ts)$/.test(file),
);

interface Link {
	from: string;
	href: string;
}

function tokensOf(page: string): Token[] {
	const tokens: Token[] = [];
	void walkTokens(lexer(readFileSync(join(root, page), 'utf8')), (token) => {
		tokens.push(token);
	});
	return tokens;
}

/** The anchors that GitHub gives to a page's headings. */
function anchorsOf(page: string): string[] {
	const slugger = new GithubSlugger();
	return tokensOf(page)
		.filter(({ type }) => type === 'heading')
		.map((heading) => slugger.slug(textOf(heading)));
}

/** A heading as it is read, without the marks of its links and code. */
function textOf(token: Token): string {
	const inner = 'tokens' in token ? token.tokens : undefined;
	return inner ? inner.map(textOf).join('') : 'text' in token ? String(token.text) : '';
}

function linksOf(page: string): Link[] {
	return tokensOf(page)
		.filter(({ type }) => type === 'link' || type === 'image')
		.map((token) => ({ from: page, href: 'href' in token ? String(token.href) : '' }));
}

/** Addresses of the project's own page at GitHub, which shows the README. */
function addressesIn(file: string): Link[] {
	const found = readFileSync(join(root, file), 'utf8').match(/https:\/\/[^\s'"]+/g) ?? [];
	return found
		.filter((url) => url.startsWith(`${ownUrl}#`))
		.map((url) => ({ from: 'README.md', href: url.slice(ownUrl.length).replace('#readme', '') }));
}

function leadsSomewhere({ from, href }: Link): boolean {
	if (/^(https|mailto):/.test(href)) return true;
	const [path = '', anchor] = href.split('#');
	const target = path === '' ? from : normalize(join(dirname(from), path));
	if (!existsSync(join(root, target))) return false;
	return anchor === undefined || anchorsOf(target).includes(anchor);
}

describe('the links', () => {
	it.each(pages)('of %s lead somewhere', (page) => {
		expect(linksOf(page).filter((link) => !leadsSomewhere(link))).toEqual([]);
	});

	it('of the nodes and credentials lead to sections of the README', () => {
		const links = withAddresses.flatMap(addressesIn);
		expect(links.length).toBeGreaterThan(3);
		expect(
			links.filter(({ href }) => href !== '' && !leadsSomewhere({ from: 'README.md', href })),
		).toEqual([]);
	});

	it('reach every page of the documentation from its index', () => {
		const index = linksOf('docs/README.md').map(({ href }) => join('docs', href));
		const docs = pages.filter((page) => page.startsWith('docs/') && page !== 'docs/README.md');
		expect(docs.filter((page) => !index.includes(page))).toEqual([]);
	});
});

describe('the README', () => {
	it('has a section for each question, each no longer than a screen', () => {
		const sections = readFileSync(join(root, 'README.md'), 'utf8').split(/^##+ /m);
		const long = sections.filter((section) => section.trimEnd().split('\n').length > 25);
		expect(long.map((section) => section.split('\n')[0])).toEqual([]);
	});
});
