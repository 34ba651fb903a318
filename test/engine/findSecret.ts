/** Deeper nesting than n8n's own data has. */
const DEEPEST = 40;

/**
 * Searches a value for secrets: every own property, enumerable or not, symbols, getters, keys,
 * maps, sets, buffers, and what errors were made from.
 *
 * @returns the path to the first find, or undefined
 */
export function findSecret(value: unknown, secrets: string[]): string | undefined {
	const spellings = secrets.flatMap((secret) => [
		secret,
		encodeURIComponent(secret),
		Buffer.from(secret).toString('base64').replace(/=+$/, ''),
	]);
	const seen = new Set<unknown>();
	const queue: Array<{ value: unknown; path: string; depth: number }> = [
		{ value, path: '$', depth: 0 },
	];
	for (let next = queue.shift(); next; next = queue.shift()) {
		const { value: current, path, depth } = next;
		const text = textOf(current);
		if (text !== undefined && spellings.some((spelling) => text.includes(spelling))) return path;
		if ((typeof current !== 'object' && typeof current !== 'function') || current === null)
			continue;
		if (seen.has(current) || depth > DEEPEST) continue;
		seen.add(current);
		for (const [key, child] of children(current)) {
			const name = String(key);
			if (spellings.some((spelling) => name.includes(spelling))) return `${path}.${name} (key)`;
			queue.push({ value: child, path: `${path}.${name}`, depth: depth + 1 });
		}
	}
	return undefined;
}

function textOf(value: unknown): string | undefined {
	if (typeof value === 'string') return value;
	if (value instanceof Uint8Array) return Buffer.from(value).toString('latin1');
	return undefined;
}

function* children(value: object): Generator<[key: unknown, child: unknown]> {
	if (value instanceof Uint8Array) return;
	if (value instanceof Map || value instanceof Set) yield* value.entries();
	for (const key of Reflect.ownKeys(value)) {
		yield [key, read(value, key)];
	}
}

/** A getter may throw where it stands alone; then it shows nothing. */
function read(value: object, key: PropertyKey): unknown {
	try {
		return Reflect.get(value, key);
	} catch {
		return undefined;
	}
}
