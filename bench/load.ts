import { Agent, request } from 'node:http';
import { middle } from './middle.ts';

/** One target of a measurement. */
export interface Target {
  url: string;
  headers: Record<string, string>;
}

/** What was measured: milliseconds of the median answer, and answers per second. */
export interface Measurement {
  median: number;
  throughput: number;
}

/**
 * Asks one address again and again over a number of connections, for some seconds, and answers the
 * median and the throughput. @throws when any answer is not a 200.
 */
export async function load(target: Target, connections: number, seconds: number): Promise<Measurement> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const end = performance.now() + seconds * 1000;
  const times: number[] = [];
  const worker = async () => {
    while (performance.now() < end) {
      const before = performance.now();
      await get(target, agent);
      times.push(performance.now() - before);
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  agent.destroy();
  return { median: middle(times), throughput: times.length / seconds };
}

function get({ url, headers }: Target, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    request(url, { agent, headers }, (response) => {
      response.resume();
      response.on('error', reject);
      response.on('end', () =>
        response.statusCode === 200 ? resolve() : reject(new Error(`${url} answered ${response.statusCode}`)),
      );
    })
      .on('error', reject)
      .end();
  });
}
