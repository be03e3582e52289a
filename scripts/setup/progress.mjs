// @ts-check
// What a person sees while something takes long. On a terminal one line is redrawn; elsewhere (a log of CI) each task says once
// that it began, now and then how far it is, and how it ended.

const redrawEveryMilliseconds = 200;
const logEveryMilliseconds = 15_000;

/**
 * @typedef {object} Task
 * @property {(detail: string) => void} update says how far the task is, for example "45 of 196 MB"
 * @property {(outcome?: string) => void} end ends the task; without an outcome it says "done"
 */

/** @type {Set<{ name: string, detail: string, began: number, logged: number }>} */
const running = new Set();
/** @type {NodeJS.Timeout | undefined} */
let timer;

const onTerminal = process.stdout.isTTY === true && process.env.CI === undefined;

/** Prints one line, above the line that is being redrawn. @param {string} text */
export function say(text) {
  process.stdout.write(`${onTerminal && running.size > 0 ? '\r\u001b[K' : ''}${text}\n`);
}

/**
 * Starts to show a task. Every task must be ended.
 * @param {string} name what is being done, for example "Downloading Electron"
 * @returns {Task}
 */
export function startTask(name) {
  const task = { name, detail: '', began: Date.now(), logged: Date.now() };
  running.add(task);
  if (!onTerminal) say(`${name} …`);
  timer ??= setInterval(draw, redrawEveryMilliseconds).unref();
  return {
    update: (detail) => {
      task.detail = detail;
    },
    end: (outcome = 'done') => {
      if (!running.has(task)) return;
      say(`${name}: ${outcome} (${seconds(task.began)} s)`);
      running.delete(task);
      if (running.size > 0) return;
      clearInterval(timer);
      timer = undefined;
    },
  };
}

/**
 * Shows a task for as long as the work takes.
 * @template T
 * @param {string} name
 * @param {(task: Task) => Promise<T>} work
 * @returns {Promise<T>} what the work returns
 * @throws what the work throws
 */
export async function withTask(name, work) {
  const task = startTask(name);
  try {
    const result = await work(task);
    task.end();
    return result;
  } catch (error) {
    task.end('failed');
    throw error;
  }
}

/** Shows no task any more, though some may still be under way. */
export function stopShowing() {
  if (onTerminal && running.size > 0) process.stdout.write('\r\u001b[K');
  running.clear();
  clearInterval(timer);
  timer = undefined;
}

/** @param {number} bytes @returns {string} whole megabytes, for example "196" */
export function megabytes(bytes) {
  return String(Math.round(bytes / 1_000_000));
}

function draw() {
  if (onTerminal) {
    const parts = [...running].map(
      (task) =>
        `${task.name}: ${[task.detail, `${seconds(task.began)} s`].filter(Boolean).join(', ')}`,
    );
    const width = (process.stdout.columns ?? 80) - 1;
    process.stdout.write(`\r\u001b[K${parts.join(' | ').slice(0, width)}`);
    return;
  }
  for (const task of running) {
    if (Date.now() - task.logged < logEveryMilliseconds) continue;
    task.logged = Date.now();
    say(
      `${task.name} … ${[task.detail, `${seconds(task.began)} s so far`].filter(Boolean).join(', ')}`,
    );
  }
}

/** @param {number} began milliseconds since 1970 @returns {string} whole seconds since then */
function seconds(began) {
  return String(Math.round((Date.now() - began) / 1000));
}
