/** A process that remembers something as the shell does, so that what it asks of the disk can be watched. */
import { writeWhole } from '../../src/main/shell/writeWhole';

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('Name the file, please.');
writeWhole(file, '{"x":1}');
