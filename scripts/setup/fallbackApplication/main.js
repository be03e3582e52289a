// Copied into `resources/app` of the fallback Electron, which comes without Electron's usual default application. It does what
// that one does: take the application's folder (or file) from the command line and run it as if Electron had found it there.
// For development, tests and a first look only; it is never packaged.
//
// It is an ES module with an awaited import because Electron holds back its `ready` event until such an entry has finished: the
// application may still register privileged schemes at the top level of its main file.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const argument = process.argv.slice(1).find((value) => !value.startsWith('-')) ?? '.';
const target = path.resolve(argument);
const manifestFile = path.join(target, 'package.json');

if (!existsSync(target)) {
  console.error(`There is no application at ${target}.`);
  app.exit(1);
} else if (existsSync(manifestFile)) {
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));
  app.name = manifest.productName ?? manifest.name;
  app.setVersion(manifest.version);
  app.setDesktopName(`${app.name}.desktop`);
  await run(target, path.resolve(target, manifest.main ?? 'index.js'));
} else {
  await run(path.dirname(target), target);
}

/**
 * Runs an application's main file.
 * @param {string} folder what `app.getAppPath()` answers
 * @param {string} file the main file
 */
async function run(folder, file) {
  Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
  app.setAppPath(folder);
  try {
    await import(pathToFileURL(file).href);
  } catch (error) {
    // Without this a broken main file would leave an Electron without a window running for ever.
    console.error(error);
    app.exit(1);
  }
}
