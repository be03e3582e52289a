// @ts-check
// npm passes a signal on to the shell it runs a script in, and that shell passes it to nobody: `kill` on a running "npm start" would
// leave the window, and all that belongs to it, behind. So a script that npm started watches for its parent to go away.

const lookEvery = 500;

/** From now on this process ends, as by SIGTERM, when the process that started it has ended. For scripts run by npm only. */
export function endWithParent() {
  if (process.platform === 'win32' || process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, lookEvery);
  timer.unref();
}
