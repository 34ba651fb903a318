/** `npm run release:dry`: prints what a release would publish, and what stands in its way. */
import { execFileSync } from 'node:child_process';
import { findObstacles } from './obstacles.ts';
import { readProject, toUrl } from './project.ts';

/** What `npm pack --json` tells. */
interface Tarball {
	files: Array<{ path: string; size: number }>;
	size: number;
	unpackedSize: number;
}

const root = process.cwd();
const project = readProject(root);
console.log(`Would publish ${project.name} ${project.version}`);
console.log(
	`from ${toUrl(project.repository)}, with provenance, when the tag v${project.version} is pushed:\n`,
);
execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'ignore' });
const packed = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
	cwd: root,
	encoding: 'utf8',
	stdio: ['ignore', 'pipe', 'ignore'],
});
const [tarball] = JSON.parse(packed) as Tarball[];
for (const { path, size } of tarball?.files ?? []) {
	console.log(`${String(size).padStart(8)}  ${path}`);
}
console.log(`${String(tarball?.unpackedSize).padStart(8)}  bytes in all, ${tarball?.size} packed`);

const obstacles = findObstacles(project, root, {});
console.log(obstacles.length === 0 ? '\nNothing stands in its way.' : '\nThis stands in its way:');
for (const obstacle of obstacles) console.log(`✗ ${obstacle}`);
process.exitCode = obstacles.length === 0 ? 0 : 1;
