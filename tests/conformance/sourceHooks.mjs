/**
 * Lets Node run the project's TypeScript as it stands, and lets the shared runners find the packages
 * they need among the project's own.
 */
import { existsSync, readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

const projectFile = pathToFileURL(
  `${fileURLToPath(new URL('../../', import.meta.url))}package.json`,
).href;

/** @param {string} specifier @param {string | undefined} parent @returns {string | null} */
function sourceFile(specifier, parent) {
  if (parent === undefined || !/^\.{1,2}\//.test(specifier) || /\.\w+$/.test(specifier))
    return null;
  const url = new URL(`${specifier}.ts`, parent);
  return existsSync(fileURLToPath(url)) ? url.href : null;
}

registerHooks({
  resolve(specifier, context, next) {
    const source = sourceFile(specifier, context.parentURL);
    if (source !== null) return { url: source, format: 'module', shortCircuit: true };
    try {
      return next(specifier, context);
    } catch (error) {
      // The runners lie outside the project and have no packages of their own.
      if (/^[a-z@]/.test(specifier) && context.parentURL !== projectFile) {
        return next(specifier, { ...context, parentURL: projectFile });
      }
      throw error;
    }
  },
  load(url, context, next) {
    if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context);
    const source = readFileSync(fileURLToPath(url), 'utf8');
    const code = stripTypeScriptTypes(source, { mode: 'transform' });
    return { format: 'module', source: code, shortCircuit: true };
  },
});
