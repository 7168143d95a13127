import { presets } from '@rollcall/shared/query/presets.ts';
import { ChevronDown } from 'lucide-react';
import { MenuButton } from '../../../ui/menu.tsx';
import type { TypedSearch } from './use-typed-search.ts';

/** The searches that are asked for often, by name. */
export function PresetsMenu({ search }: { search: TypedSearch }) {
  return (
    <MenuButton
      label="Presets"
      items={presets.map(({ id, title, text }) => ({
        id,
        label: title,
        isCurrent: search.text === text,
        onAction: () => {
          search.setText(text);
          search.submit(text);
        },
      }))}
    >
      Presets
      <ChevronDown aria-hidden />
    </MenuButton>
  );
}
