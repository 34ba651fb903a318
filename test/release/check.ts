/**
 * `npm run release:check`: fails while anything stands in the way of publishing. It is a part of the
 * release, not of the build, so that the project can be worked on before it has an owner.
 */
import { findObstacles } from './obstacles.ts';
import { readProject } from './project.ts';

const project = readProject(process.cwd());
const obstacles = findObstacles(project, process.cwd(), process.env);
for (const obstacle of obstacles) console.error(`✗ ${obstacle}`);
if (obstacles.length === 0) console.log(`✓ ${project.name} ${project.version} may be published`);
process.exitCode = obstacles.length === 0 ? 0 : 1;
