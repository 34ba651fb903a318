import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PLACEHOLDERS, type Project } from './project.ts';

/** What GitHub Actions says of a run. */
export interface ReleaseEnvironment {
	/** Owner and name of the repository that the workflow runs in. */
	GITHUB_REPOSITORY?: string;
	/** The tag that was pushed. */
	GITHUB_REF_NAME?: string;
}

/**
 * What stands in the way of publishing, each as a sentence.
 *
 * @param root where CHANGELOG.md is
 * @param environment npm takes provenance only from the repository that package.json names
 */
export function findObstacles(
	{ version, repository, author }: Project,
	root: string,
	environment: ReleaseEnvironment,
): string[] {
	const obstacles: string[] = [];
	const howTo = 'Fill in the real one with "npm run set-owner" (see CONTRIBUTING.md).';
	if (repository === PLACEHOLDERS.repository) {
		obstacles.push(`The repository ${repository} in package.json is a placeholder. ${howTo}`);
	}
	if (author.email === PLACEHOLDERS.email) {
		obstacles.push(`The author ${author.email} in package.json is a placeholder. ${howTo}`);
	}
	const changelog = readFileSync(join(root, 'CHANGELOG.md'), 'utf8');
	if (!changelog.includes(`\n## [${version}]`)) {
		obstacles.push(`CHANGELOG.md has no section for version ${version}.`);
	}
	const { GITHUB_REPOSITORY: runsIn, GITHUB_REF_NAME: tag } = environment;
	if (runsIn !== undefined && runsIn !== repository) {
		obstacles.push(`The workflow runs in ${runsIn}, but package.json names ${repository}.`);
	}
	if (runsIn !== undefined && tag !== `v${version}`) {
		obstacles.push(`The tag is ${tag}, but package.json has version ${version}.`);
	}
	return obstacles;
}
