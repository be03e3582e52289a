import type { ReactNode } from 'react';
import { DEFAULT_SETTINGS } from '../../../shared/model';
import { useSettings, useUpdateSettings } from '../api/settings';
import { Separator } from '../ui/Separator';

interface WidthSetting {
  readonly setting: 'sidebarWidth' | 'listWidth';
  /** Element id of the pane. */
  readonly pane: string;
  readonly label: string;
  readonly min: number;
  readonly max: number;
}

// The bounds are those of `Settings`, which would refuse anything else.
export const SIDEBAR_WIDTH: WidthSetting = {
  setting: 'sidebarWidth',
  pane: 'sidebar',
  label: 'Width of the feeds',
  min: 160,
  max: 480,
};
export const LIST_WIDTH: WidthSetting = {
  setting: 'listWidth',
  pane: 'list',
  label: 'Width of the list',
  min: 240,
  max: 720,
};

/** The edge of a pane that sets how wide it is; the width is remembered. */
export function PaneWidth({ setting, pane, label, min, max }: WidthSetting): ReactNode {
  const settings = useSettings();
  const updateSettings = useUpdateSettings();
  return (
    <Separator
      controls={pane}
      initial={DEFAULT_SETTINGS[setting]}
      label={label}
      max={max}
      min={min}
      value={settings[setting]}
      onChange={(width) => {
        updateSettings({ [setting]: width });
      }}
    />
  );
}
