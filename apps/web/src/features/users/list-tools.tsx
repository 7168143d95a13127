import { Columns3, PanelRight, Rows3, Rows4 } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { classNames } from '../../lib/class-names.ts';
import buttonStyles from '../../ui/button.module.css';
import styles from './list-tools.module.css';
import type { ListSearch } from './search-params.ts';

interface ListToolsProps {
  search: Pick<ListSearch, 'density' | 'user'>;
  onColumns: () => void;
  onDensity: (density: ListSearch['density']) => void;
  onPreview: () => void;
}

/** How the list looks: its columns, how close its rows stand, and the preview beside it. */
export function ListTools({ search, onColumns, onDensity, onPreview }: ListToolsProps) {
  const isCompact = search.density === 'compact';
  return (
    <div className={styles.tools}>
      <Tool label="Columns" icon={<Columns3 aria-hidden />} onPress={onColumns} />
      <Tool
        label="Compact rows"
        icon={isCompact ? <Rows4 aria-hidden /> : <Rows3 aria-hidden />}
        isOn={isCompact}
        onPress={() => {
          onDensity(isCompact ? 'comfortable' : 'compact');
        }}
      />
      <Tool label="Preview" icon={<PanelRight aria-hidden />} isOn={search.user !== ''} onPress={onPreview} />
    </div>
  );
}

/** An `IconButton` without the library's tooltip, which is not for the first load. */
function Tool(props: { label: string; icon: React.ReactNode; isOn?: boolean; onPress: () => void }) {
  const { label, icon, isOn, onPress } = props;
  return (
    <span title={label}>
      <Button
        className={classNames(buttonStyles.button, buttonStyles.square)}
        data-variant="secondary"
        data-size="medium"
        data-on={isOn === true ? '' : undefined}
        aria-label={label}
        {...(isOn === undefined ? {} : { 'aria-pressed': isOn })}
        onPress={onPress}
      >
        {icon}
      </Button>
    </span>
  );
}
