import { spawn } from 'node:child_process';
import { environmentWith } from './run.mjs';

/** Server processes that live and die together: when one ends, all end, with its exit code. */
export class Servers {
  #node;
  #children = new Set();
  #ending = false;

  /** @param node the Node binary that runs them */
  constructor(node) {
    this.#node = node;
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => this.#end(0, signal));
  }

  /** Starts one. Its output is passed on; `whenReady` runs once, at its line with `is ready at`. */
  start(script, environment, whenReady = () => {}) {
    // --disable-warning: type stripping is stable enough for us, and the warning would be the first thing people read.
    const child = spawn(this.#node, ['--disable-warning=ExperimentalWarning', script], {
      env: environmentWith(this.#node, environment),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#children.add(child);
    let isReady = false;
    child.stdout.on('data', (chunk) => {
      process.stdout.write(chunk);
      if (isReady || !String(chunk).includes('is ready at')) return;
      isReady = true;
      whenReady();
    });
    child.on('exit', (code) => {
      this.#children.delete(child);
      if (this.#ending && this.#children.size > 0) return;
      this.#end(code ?? 1, 'SIGTERM');
    });
  }

  #end(code, signal) {
    if (!this.#ending) process.exitCode = code;
    this.#ending = true;
    for (const child of this.#children) child.kill(signal);
  }
}
