import type { LogMetadata } from 'n8n-workflow';
import { inspect } from 'node:util';
import { Container, GlobalConfig, InstanceSettingsConfig, Logger } from './n8nCore';

/** Metadata is kept whole: a log file would show all of an error that is logged along. */
const WHOLE = { depth: 8, showHidden: true, maxStringLength: 20_000 };

/** n8n's logger, which here writes nowhere and keeps every line, whatever its level. */
export class CapturingLogger extends Logger {
	/** @param lines where the lines go */
	constructor(private readonly lines: string[]) {
		super(Container.get(GlobalConfig), Container.get(InstanceSettingsConfig), { isRoot: false });
	}

	override scoped(): this {
		return this;
	}

	override error(message: string, metadata?: LogMetadata): void {
		this.keep('error', message, metadata);
	}

	override warn(message: string, metadata?: LogMetadata): void {
		this.keep('warn', message, metadata);
	}

	override info(message: string, metadata?: LogMetadata): void {
		this.keep('info', message, metadata);
	}

	override debug(message: string, metadata?: LogMetadata): void {
		this.keep('debug', message, metadata);
	}

	private keep(level: string, message: string, metadata: LogMetadata | undefined): void {
		const tail = metadata === undefined ? '' : ` ${inspect(metadata, WHOLE)}`;
		this.lines.push(`${level} ${message}${tail}`);
	}
}
