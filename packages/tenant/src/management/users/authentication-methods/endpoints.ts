import type { Endpoint } from '../../endpoint.ts';
import { getMethod, listMethods } from './read-methods.ts';
import { createMethod, deleteMethod, deleteMethods, replaceMethods, updateMethod } from './write-methods.ts';

/** The operations on what a user proves itself with. */
export const AUTHENTICATION_METHOD_ENDPOINTS: readonly Endpoint[] = [
  listMethods,
  createMethod,
  replaceMethods,
  deleteMethods,
  getMethod,
  updateMethod,
  deleteMethod,
];
