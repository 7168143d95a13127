/** One reading of the database, shared by the requests of a moment. */
interface Reading<Value> {
  at: number;
  value: Promise<Value>;
}

/**
 * Readings younger than a moment, for a database that only this process writes to. Such a reading
 * stays true until this process writes, and then `forget` is called; the moment only bounds how long
 * the database's clock goes unasked. A process that shares its database passes 0 and always reads.
 */
export class RecentSessions<Value> {
  readonly #moment: number;
  readonly #readings = new Map<string, Reading<Value>>();

  /** @param moment milliseconds; 0 keeps nothing */
  constructor(moment: number) {
    this.#moment = moment;
  }

  /** The reading of the moment, or a new one. A failed one is not kept. */
  read(key: string, select: () => Promise<Value>): Promise<Value> {
    const now = performance.now();
    const recent = this.#readings.get(key);
    if (recent !== undefined && now - recent.at < this.#moment) return recent.value;
    const value = select();
    if (this.#moment > 0) this.#keep(key, { at: now, value });
    return value;
  }

  /** Forgets all readings; to be called after each write that changes what one would be. */
  forget(): void {
    this.#readings.clear();
  }

  #keep(key: string, reading: Reading<Value>): void {
    this.#readings.set(key, reading);
    const drop = () => {
      if (this.#readings.get(key) === reading) this.#readings.delete(key);
    };
    reading.value.catch(drop);
    setTimeout(drop, this.#moment).unref();
  }
}
