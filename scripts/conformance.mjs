#!/usr/bin/env node
// @ts-check
// `npm run conformance`: grades our parser with the cases beside the project, next to plain rss-parser, and ends with the figures as
// one line of JSON.
import { continueInProjectNode } from './setup/projectNode.mjs';

await continueInProjectNode();
const { grade } = await import('./conformance/grade.mjs');
const { figures, report } = await grade();
process.stdout.write(`${report}\n${JSON.stringify(figures)}\n`);
