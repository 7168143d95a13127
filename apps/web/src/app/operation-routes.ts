import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { readOperationSearch, readOperationsSearch } from '../features/operations/search-params.ts';
import { shell } from './root-routes.ts';

const operations = createRoute({
  getParentRoute: () => shell,
  path: '/operations',
  validateSearch: readOperationsSearch,
  component: lazyRouteComponent(() => import('../features/operations/page.tsx'), 'OperationsPage'),
});

const operation = createRoute({
  getParentRoute: () => shell,
  path: '/operations/$operationId',
  validateSearch: readOperationSearch,
  component: lazyRouteComponent(() => import('../features/operations/operation-page.tsx'), 'OperationPage'),
});

const bulk = createRoute({
  getParentRoute: () => shell,
  path: '/bulk',
  component: lazyRouteComponent(() => import('../features/bulk/page.tsx'), 'BulkPage'),
});

/** What is done to many, and how it goes. */
export const operationTree = [operations, operation, bulk];
