import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { JsonObject } from '../schema.ts';

export type JobType = 'users_import' | 'users_export' | 'verification_email';
type JobStatus = 'pending' | 'completed' | 'failed';

/** See migration 009-jobs. */
export interface JobTables {
  jobs: {
    id: string;
    type: JobType;
    status: JobStatus;
    created_at: ColumnType<Date, Date>;
    started_at: ColumnType<Date | null, Date | null | undefined>;
    connection_id: string | null;
    connection: string | null;
    parameters: JSONColumnType<JsonObject>;
    payload: ColumnType<Uint8Array | null, Uint8Array | null | undefined>;
    done: Generated<number>;
    total: Generated<number>;
    inserted: Generated<number>;
    updated: Generated<number>;
    failed: Generated<number>;
    status_details: ColumnType<string | null, string | null | undefined>;
    run: ColumnType<string | null, string | null | undefined>;
  };
  job_errors: { job_id: string; place: number; entry: string };
  job_files: { job_id: string; number: number; content: Uint8Array };
}
