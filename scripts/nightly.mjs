#!/usr/bin/env node
// @ts-check
// `npm run nightly`: what takes too long for every change. The whole conformance run with its floors, the attacks on the sanitiser,
// in Chromium where there is one, and the kills and power cuts of the tests at other places. Ends with exit code 1 when anything is
// below its floor or lost.
import { continueInProjectNode } from './setup/projectNode.mjs';

await continueInProjectNode();
const { grade } = await import('./conformance/grade.mjs');
const { belowFloors } = await import('./conformance/floors.mjs');
const { attack } = await import('./conformance/attack.mjs');
const { lossesWithOtherSeeds } = await import('./nightly/otherSeeds.mjs');

const { figures, smoke, report } = await grade();
const attacks = await attack();
const losses = await lossesWithOtherSeeds();
process.stdout.write(`${report}\n${attacks.report}\n`);
const shortfalls = belowFloors(figures, smoke, attacks);
for (const shortfall of shortfalls) process.stdout.write(`below its floor: ${shortfall}\n`);
for (const loss of losses) process.stdout.write(`lost something: ${loss}\n`);
process.stdout.write(`${JSON.stringify({ ...figures, attacks_executed: attacks.executed })}\n`);
process.exitCode = shortfalls.length + losses.length > 0 ? 1 : 0;
