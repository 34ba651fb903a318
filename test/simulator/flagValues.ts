/** A flag of the command line, as `parseArgs` takes it. */
export interface Flag {
	readonly type: 'string' | 'boolean';
	readonly short?: string;
	/** For `--help`: what stands for the value, and what it does. */
	readonly value?: string;
	readonly help: string;
}

/** What `parseArgs` makes of flags. */
export type Values = Readonly<Record<string, string | boolean | undefined>>;

/** A flag's number. @throws RangeError naming the flag when it is none */
export function numberOf(values: Values, name: string): number | undefined {
	const text = values[name];
	if (text === undefined) return undefined;
	const value = Number(text);
	if (text === '' || Number.isNaN(value)) throw new RangeError(`--${name}: '${text}' is no number`);
	return value;
}

/** A flag's word. @throws RangeError naming the flag when it is none of the choices */
export function oneOf<T extends string>(
	values: Values,
	name: string,
	choices: readonly T[],
): T | undefined {
	const text = values[name];
	if (text === undefined) return undefined;
	const choice = choices.find((candidate) => candidate === text);
	if (choice === undefined) throw new RangeError(`--${name}: one of ${choices.join(', ')}`);
	return choice;
}
