import type { UnifiedSwitches } from './options.ts';

/** All switches of the unified log, each with a value. */
export type UnifiedSettings = Required<UnifiedSwitches>;

export const UNIFIED_DEFAULTS: UnifiedSettings = {
	enabled: true,
	absent: 'notFound',
	maxCount: { min: 10, max: 200 },
	defaultMaxCount: 100,
	tieOrder: 'ascending',
	rounding: 'none',
	extraParameter: false,
	alwaysPrevious: false,
	emptyPages: 0,
	cursorHost: false,
	cursorCircle: 0,
	movement: {},
	csv: {},
	store: {},
};

/** The settings with those changes; what is not given stays. */
export function changedUnified(
	settings: UnifiedSettings,
	changes: UnifiedSwitches,
): UnifiedSettings {
	return {
		enabled: changes.enabled ?? settings.enabled,
		absent: changes.absent ?? settings.absent,
		maxCount: changes.maxCount ?? settings.maxCount,
		defaultMaxCount: changes.defaultMaxCount ?? settings.defaultMaxCount,
		tieOrder: changes.tieOrder ?? settings.tieOrder,
		rounding: changes.rounding ?? settings.rounding,
		extraParameter: changes.extraParameter ?? settings.extraParameter,
		alwaysPrevious: changes.alwaysPrevious ?? settings.alwaysPrevious,
		emptyPages: changes.emptyPages ?? settings.emptyPages,
		cursorHost: changes.cursorHost ?? settings.cursorHost,
		cursorCircle: changes.cursorCircle ?? settings.cursorCircle,
		movement: changes.movement ?? settings.movement,
		csv: changes.csv ?? settings.csv,
		store: changes.store ?? settings.store,
	};
}
