#!/usr/bin/env node
// @ts-check
// `npm run nightly`: what takes too long for every change. The whole conformance run with its floors, and the attacks on the
// sanitiser, in Chromium where there is one. Ends with exit code 1 when anything is below its floor.
import { continueInProjectNode } from './setup/projectNode.mjs';

await continueInProjectNode();
const { grade } = await import('./conformance/grade.mjs');
const { belowFloors } = await import('./conformance/floors.mjs');
const { attack } = await import('./conformance/attack.mjs');

const { figures, smoke, report } = await grade();
const attacks = await attack();
process.stdout.write(`${report}\n${attacks.report}\n`);
const shortfalls = belowFloors(figures, smoke, attacks);
for (const shortfall of shortfalls) process.stdout.write(`below its floor: ${shortfall}\n`);
process.stdout.write(`${JSON.stringify({ ...figures, attacks_executed: attacks.executed })}\n`);
process.exitCode = shortfalls.length > 0 ? 1 : 0;
