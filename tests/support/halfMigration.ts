/** A migration that is interrupted in its middle. */
import type { WritableDb } from '../../src/main/store/database';
import { migrations, type Migration } from '../../src/main/store/migrations/index';

/**
 * All steps up to one, whose later half is something else.
 *
 * @param interrupt what happens after the first half of its statements.
 */
export function stepsInterruptedAt(version: number, interrupt: () => void): Migration[] {
  return migrations
    .filter((step) => step.version <= version)
    .map((step) => (step.version === version ? { version, run: half(step, interrupt) } : step));
}

function half({ run }: Migration, interrupt: () => void): Migration['run'] {
  return (database) => {
    const statements: string[] = [];
    run({ exec: (sql: string) => statements.push(...topLevel(sql)) } as unknown as WritableDb);
    const middle = Math.ceil(statements.length / 2);
    for (const statement of statements.slice(0, middle)) database.exec(statement);
    interrupt();
  };
}

/** Statements one by one; those inside of a trigger belong to it. */
function topLevel(sql: string): string[] {
  const found: string[] = [];
  let statement = '';
  for (const part of sql.replace(/--.*$/gm, '').split(/(?<=;)/)) {
    statement += part;
    const isInTrigger =
      /\bCREATE\s+TRIGGER\b/i.test(statement) && !/\bEND\s*;\s*$/i.test(statement);
    if (isInTrigger || statement.trim() === '') continue;
    found.push(statement);
    statement = '';
  }
  return found;
}
