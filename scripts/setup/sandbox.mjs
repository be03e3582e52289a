// @ts-check
// Whether Chromium's process sandbox can work here. Where it cannot, Electron would end at once, so development and tests run
// without it and say so. A packaged Broadsheet never does.
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * Says why Electron has to run without its sandbox.
 * @param {string} executablePath Electron's executable, absolute
 * @returns {string | undefined} half a sentence that follows "because", or undefined when the sandbox works
 */
export function sandboxProblem(executablePath) {
  if (process.platform !== 'linux') return undefined;
  if (process.getuid?.() === 0) return 'it runs as root';
  if (hasPrivilegedHelper(executablePath)) return undefined;
  const forbidden =
    kernelSetting('kernel/apparmor_restrict_unprivileged_userns') === '1' ||
    kernelSetting('kernel/unprivileged_userns_clone') === '0' ||
    kernelSetting('user/max_user_namespaces') === '0';
  return forbidden ? 'this system does not let ordinary programs make user namespaces' : undefined;
}

/** @param {string} executablePath @returns {boolean} whether the helper beside it belongs to root and may act as root */
function hasPrivilegedHelper(executablePath) {
  const helper = path.join(path.dirname(executablePath), 'chrome-sandbox');
  if (!existsSync(helper)) return false;
  const { uid, mode } = statSync(helper);
  return uid === 0 && (mode & 0o4000) !== 0;
}

/** @param {string} name @returns {string | undefined} undefined when this kernel does not have the setting */
function kernelSetting(name) {
  const file = path.join('/proc/sys', name);
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
}
