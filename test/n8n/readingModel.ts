import { DateTime } from 'luxon';
import { fillIn } from './agentServer.ts';
import type { ChatModel, OfferedTool } from './chatModel.ts';

/**
 * What a model does that knows nothing of UiPath: it chooses a tool and fills it in by what it was told
 * and by what the tool has answered.
 */
type Decide = ChatModel['decide'];

/** The only tool that is for this, as a model tells from what it was told. */
function choose({ tools }: ChatModel, ...words: RegExp[]): OfferedTool {
	const fitting = tools.filter(({ description }) => words.every((word) => word.test(description)));
	const [tool] = fitting;
	if (!tool || fitting.length > 1) throw new Error(`${fitting.length} tools fit`);
	return tool;
}

/** A value that a text names. */
function read(text: string, pattern: RegExp): string {
	const value = pattern.exec(text)?.[1];
	if (value === undefined) throw new Error(`Nothing like ${pattern.source} in ${text}`);
	return value;
}

/** The day, as the model was told it. */
function today({ instructions }: ChatModel): DateTime {
	return DateTime.fromISO(read(instructions, /It is (\S+),/), { setZone: true });
}

/** Who deleted a queue yesterday? */
export const deletedAQueue =
	(model: ChatModel): Decide =>
	(results) => {
		const tool = choose(model, /^Get /, /who did what and when/, /queues/);
		const [first, second] = results;
		if (second !== undefined) return undefined;
		return fillIn(tool, {
			Time_Range: read(tool.description, /(\w+) \(yesterday\)/),
			Scope: read(tool.description, /(\w+) \([^()]*queues/),
			Target_Names_or_IDs: 'queue',
			// It guesses a type, and learns what there is.
			Type_Names_or_IDs: JSON.stringify([
				first === undefined ? 'Delete' : read(first, /nearest names are '(\w+)'/),
			]),
		});
	};

/** Were there failed log-ins of somebody this week? */
export const failedLogIns =
	(model: ChatModel, userName: string): Decide =>
	(results) => {
		const tool = choose(model, /^Get /, /who did what and when/, /such as logging in/);
		const [first, second] = results;
		if (second !== undefined) return undefined;
		return fillIn(tool, {
			From: today(model).startOf('week').toISO(),
			User_Name: userName,
			// It guesses an action, and learns which there are.
			Action_Names_or_IDs: JSON.stringify([
				first === undefined ? 'Failed login' : read(first, /they have .*?'(\w*Fail\w*)'/),
			]),
		});
	};

/** Export March. */
export const exportMarch =
	(model: ChatModel): Decide =>
	([result]) => {
		const tool = choose(model, /^Export /, /audit log, such as those of a month/);
		if (result !== undefined) return undefined;
		const march = lastMarch(today(model));
		const [From, To] = [march, march.plus({ months: 1 })].map((day) => day.toISODate());
		return fillIn(tool, { From, To, Format: read(tool.description, /Format: (\w+)/) });
	};

/** The March that ended last. */
export function lastMarch(day: DateTime): DateTime {
	const march = day.set({ month: 3 }).startOf('month');
	return march.plus({ months: 1 }) <= day ? march : march.minus({ years: 1 });
}
