// @ts-check
// newsboat as the opponent: one process for each refresh, its own SQLite cache.
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';

/** @typedef {{ seconds: number, cpuSeconds: number, peakMegabytes: number }} Cost */

export class Newsboat {
  /**
   * @param {string} folder
   * @param {string[]} addresses
   * @param {number} threads feeds fetched at once
   */
  constructor(folder, addresses, threads) {
    this.cache = path.join(folder, 'cache.db');
    this.urls = path.join(folder, 'urls');
    this.config = path.join(folder, 'config');
    this.measure = path.join(folder, 'time');
    writeFileSync(this.urls, `${addresses.join('\n')}\n`);
    // `suppress-first-reload` and the like are left as they come; only the number of threads is set, to its best.
    writeFileSync(this.config, `reload-threads ${String(threads)}\n`);
  }

  /** One refresh of all feeds. @returns {Promise<Cost>} */
  async refresh() {
    const parameters = [
      ...['-f', '%e %U %S %M', '-o', this.measure],
      ...['newsboat', '-q', '-u', this.urls, '-c', this.cache, '-C', this.config, '-x', 'reload'],
    ];
    const ended = new Promise((resolve, reject) => {
      const child = spawn('/usr/bin/time', parameters, {
        stdio: 'ignore',
        env: { ...process.env, http_proxy: '', LC_ALL: 'C.UTF-8', TERM: 'xterm' },
      });
      child.once('error', reject);
      child.once('exit', resolve);
    });
    const start = performance.now();
    const code = await ended;
    const seconds = (performance.now() - start) / 1000;
    if (code !== 0) throw new Error(`newsboat ended with ${String(code)}.`);
    const [, user, system, kilobytes] = readFileSync(this.measure, 'utf8').trim().split(' ');
    return {
      seconds,
      cpuSeconds: Number(user) + Number(system),
      peakMegabytes: Math.round(Number(kilobytes) / 1024),
    };
  }

  /** Gives SQLite the statistics it lacks as installed, without which every item costs a scan. */
  analyze() {
    this.#with((database) => database.exec('ANALYZE'));
  }

  /** Empties the cache but keeps the statistics: newsboat's best case of a first fetch. */
  forget() {
    this.#with((database) => database.exec('DELETE FROM rss_item; DELETE FROM rss_feed; VACUUM'));
  }

  /** @returns {number} articles in the cache */
  count() {
    return this.#with((database) =>
      Number(database.prepare('SELECT count(*) FROM rss_item').pluck().get()),
    );
  }

  /** @template T @param {(database: import('better-sqlite3').Database) => T} work */
  #with(work) {
    const database = new Database(this.cache);
    try {
      return work(database);
    } finally {
      database.close();
    }
  }
}

/** @returns {string | null} newsboat's version, or null where it is not installed */
export function newsboatVersion() {
  const { stdout } = spawnSync('newsboat', ['-v'], { encoding: 'utf8' });
  return /newsboat (\S+)/.exec(stdout ?? '')?.[1] ?? null;
}
