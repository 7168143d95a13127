import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { isProblem } from '../../lib/problem-error.ts';
import type { Path } from '@rollcall/shared/user/three-way.ts';
import type { Report } from './use-saving.ts';

interface SaveReportProps {
  report: Report;
  labelOf: (path: Path) => string;
  /** Whether what was typed can be kept when the user is read again. */
  canReload?: boolean;
  /** Reads the user again, keeping what was typed. */
  onReload: () => void;
}

const titles = {
  locked: 'A field has been locked meanwhile',
  partly: 'Only a part was saved',
  unsure: 'It is not known whether everything was saved',
};

/** What became of an attempt to save, when it is more than “saved”. */
export function SaveReport({ report, labelOf, canReload = true, onReload }: SaveReportProps) {
  if (report.kind === 'taken') {
    return (
      <Notice tone="blue" title="Someone else changed this user meanwhile">
        Their changes are kept beside yours: {report.paths.map(labelOf).join(', ')}.
      </Notice>
    );
  }
  if (report.kind === 'failed') {
    const isUnsure = isProblem(report.error, 'outcome_unknown') || isProblem(report.error, 'not_found');
    return (
      <>
        <ProblemNotice error={report.error} />
        {isUnsure && (
          <div>
            <Button onPress={onReload} isDisabled={!canReload}>
              Reload this user
            </Button>
          </div>
        )}
      </>
    );
  }
  const { problem, kind } = report;
  const saved = (problem.saved ?? []).map((field) => labelOf(field.split('.')));
  return (
    <Notice tone="amber" title={titles[kind]}>
      {kind === 'locked' ? (
        <p>Nothing was saved. What you typed into the locked fields is taken back; the rest is still here.</p>
      ) : (
        <p>
          Saved: {saved.length === 0 ? 'nothing' : saved.join(', ')}.{' '}
          {kind === 'partly'
            ? `The rest is still here, not saved. ${problem.detail}`
            : 'Of the rest, what differs from what is stored now is still here.'}
        </p>
      )}
      {(problem.errors ?? []).map(({ field, detail }) => (
        <p key={field}>
          {labelOf(field.split('.'))}: {detail}
        </p>
      ))}
    </Notice>
  );
}
