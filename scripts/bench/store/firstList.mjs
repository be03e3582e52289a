// @ts-check
// A process that opens the library and asks for its first list, as the app does when it starts. Says so when the list is there.
import { startEngine } from './engineThread.mjs';

const { call, close } = await startEngine(process.argv[2] ?? '');
const input = { scope: { kind: 'all' }, show: 'unread', before: null, limit: 100 };
const { rows } = await call('articles.list', input);
process.stdout.write(`${String(rows.length)}\n`);
await close();
process.exit(0);
