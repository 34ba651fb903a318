import ts from 'typescript';

/** The texts in a TypeScript file, strings and templates, with … for each gap that is filled in. */
export function listTexts(source: string): string[] {
	const texts: string[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isStringLiteralLike(node)) texts.push(node.text);
		if (ts.isTemplateExpression(node)) {
			const parts = [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)];
			texts.push(parts.join('…'));
		}
		ts.forEachChild(node, visit);
	};
	visit(ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest));
	return texts;
}
