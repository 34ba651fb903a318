const tellEvery = 10_000;

/** One line on standard output. */
export function say(line = ''): void {
	process.stdout.write(`${line}\n`);
}

function seconds(since: number): string {
	return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}

/**
 * Says what is being done, that it still is (a silent minute looks like a hang), and how long it took.
 * `work` may return a word for the closing line; without one that line says "done".
 */
export async function step<T>(
	label: string,
	work: () => Promise<T>,
	outcome: (result: T) => string = () => 'done',
): Promise<T> {
	const start = Date.now();
	say(`• ${label} …`);
	const timer = setInterval(() => {
		say(`    … still at it: ${label} (${seconds(start)})`);
	}, tellEvery);
	try {
		const result = await work();
		say(`    ${outcome(result)} (${seconds(start)})`);
		return result;
	} finally {
		clearInterval(timer);
	}
}
