import { lazy, Suspense } from 'react';
import type { JsonEditorProps } from './json-editor-view.tsx';
import { Skeleton } from './skeleton.tsx';

export type { JsonFault } from './json-editor-view.tsx';

const View = lazy(async () => ({ default: (await import('./json-editor-view.tsx')).JsonEditorView }));

/** An editor for JSON, loaded when it is first shown. Without `onChange` it is there to read. */
export function JsonEditor(props: JsonEditorProps) {
  return (
    <Suspense fallback={<Skeleton height="160px" />}>
      <View {...props} />
    </Suspense>
  );
}
