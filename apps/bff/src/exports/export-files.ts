import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { sql } from 'kysely';
import { OperationStore, type TakenOperation } from '../operations/operation-store.ts';
import type { SealedBytes } from '../store/sealed-bytes.ts';
import type { Store } from '../store/schema.ts';

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/** Bytes of the file in one row of the table. */
const chunkBytes = 256 * 1024;
/** How long a file can be taken. */
const keptMs = 60 * 60_000;

/** A file that is whole. */
export interface WholeFile {
  name: string;
  type: string;
  size: number;
  version: string;
  rows: number;
  expiresAt: Date;
}

/** The operation was lost to another process, or stopped: nothing of it is written any more. */
export class LostOperation extends Error {
  override name = 'LostOperation';
}

/**
 * The files of exports, in the database: packed, sealed, and in chunks, so that nobody ever holds a whole one.
 * Each piece is kept together with how far the operation is, and only by whoever has the operation.
 */
export class ExportFiles {
  readonly #store: Store;
  readonly #sealed: SealedBytes;

  constructor(store: Store, sealed: SealedBytes) {
    this.#store = store;
    this.#sealed = sealed;
  }

  /** Begins a file anew: what there was of it is gone. @throws {LostOperation} */
  async begin(
    taken: TakenOperation,
    { name, type }: Pick<WholeFile, 'name' | 'type'>,
    progress: object,
  ): Promise<void> {
    await this.#fenced(taken, progress, async (store) => {
      await store.deleteFrom('export_files').where('operation_id', '=', taken.id).execute();
      await store.insertInto('export_files').values({ operation_id: taken.id, name, type }).execute();
    });
  }

  /**
   * Adds a piece.
   *
   * @param rows how many users are in it
   * @throws {LostOperation}
   */
  async add(taken: TakenOperation, bytes: Uint8Array, rows: number, progress: object): Promise<void> {
    const { size, chunks } = await this.#fileOf(taken.id);
    const pieces = Array.from({ length: Math.ceil(bytes.length / chunkBytes) }, (_none, index) => index);
    const added = await Promise.all(
      pieces.map(async (index) => ({
        operation_id: taken.id,
        seq: chunks + index,
        start: size + index * chunkBytes,
        bytes: this.#sealed.seal(
          nameOf(taken.id, chunks + index),
          await pack(bytes.subarray(index * chunkBytes, (index + 1) * chunkBytes)),
        ),
      })),
    );
    await this.#fenced(taken, progress, async (store) => {
      for (const chunk of added) await store.insertInto('export_chunks').values(chunk).execute();
      await store
        .updateTable('export_files')
        .set({
          size: size + bytes.length,
          chunks: chunks + added.length,
          rows: sql<number>`rows + ${rows}::integer`,
        })
        .where('operation_id', '=', taken.id)
        .execute();
    });
  }

  /** Says that the file is whole; from now on it can be taken, for an hour. @throws {LostOperation} */
  async finish(taken: TakenOperation, progress: object, now: Date): Promise<void> {
    await this.#fenced(taken, progress, async (store) => {
      await store
        .updateTable('export_files')
        .set({ expires_at: new Date(now.getTime() + keptMs) })
        .where('operation_id', '=', taken.id)
        .execute();
    });
  }

  /** The file of an operation, where it is whole and not gone yet. */
  async find(operationId: string, now: Date): Promise<WholeFile | undefined> {
    const file = await this.#store
      .selectFrom('export_files')
      .selectAll()
      .where('operation_id', '=', operationId)
      .where('expires_at', '>', now)
      .executeTakeFirst();
    if (file === undefined || file.expires_at === null) return undefined;
    const { name, type, version, rows } = file;
    return { name, type, version, rows, size: Number(file.size), expiresAt: new Date(file.expires_at) };
  }

  /** The bytes of a file from this one on, a chunk at a time. @throws where they are gone, or sealed with other keys */
  async *from(operationId: string, offset: number): AsyncGenerator<Uint8Array> {
    const first = await this.#store
      .selectFrom('export_chunks')
      .select(['seq', 'start'])
      .where('operation_id', '=', operationId)
      .where('start', '<=', offset)
      .orderBy('start', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (first === undefined) return;
    let skip = offset - Number(first.start);
    for (let { seq } = first; ; seq += 1) {
      const chunk = await this.#store
        .selectFrom('export_chunks')
        .select('bytes')
        .where('operation_id', '=', operationId)
        .where('seq', '=', seq)
        .executeTakeFirst();
      if (chunk === undefined) return;
      const packed = this.#sealed.open(nameOf(operationId, seq), chunk.bytes);
      if (packed === undefined) throw new Error('A chunk of an export cannot be opened.');
      const bytes = await unpack(packed);
      yield bytes.subarray(skip);
      skip = 0;
    }
  }

  /** Forgets files whose time is over, and those that will never be whole. */
  async prune(now: Date): Promise<void> {
    await this.#store
      .deleteFrom('export_files')
      .where((row) =>
        row.or([
          row('expires_at', '<=', now),
          row(
            'operation_id',
            'in',
            row.selectFrom('operations').select('id').where('state', 'in', ['failed', 'cancelled']),
          ),
        ]),
      )
      .execute();
  }

  async #fileOf(operationId: string): Promise<{ size: number; chunks: number }> {
    const file = await this.#store
      .selectFrom('export_files')
      .select(['size', 'chunks'])
      .where('operation_id', '=', operationId)
      .executeTakeFirst();
    if (file === undefined) throw new LostOperation();
    return { size: Number(file.size), chunks: file.chunks };
  }

  /** Writes together with how far the operation is, where it is still this process's. */
  async #fenced(
    taken: TakenOperation,
    progress: object,
    write: (store: Store) => Promise<void>,
  ): Promise<void> {
    await this.#store.transaction().execute(async (transaction) => {
      const isMine = await new OperationStore(transaction).note(taken, progress, new Date());
      if (!isMine) throw new LostOperation();
      await write(transaction);
    });
  }
}

function nameOf(operationId: string, seq: number): string {
  return `${operationId}.${seq}`;
}
