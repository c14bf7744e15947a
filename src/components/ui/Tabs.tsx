import { Tabs as BaseTabs } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';

export interface TabItem<Value extends string = string> {
  value: Value;
  label: ReactNode;
  icon?: ReactNode;
}

interface TabsProps<Value extends string> {
  value: Value;
  onValueChange: (value: Value) => void;
  tabs: readonly TabItem<Value>[];
  /** What the tabs divide, for screen readers. */
  label: string;
  /** One `TabPanel` for each tab. */
  children: ReactNode;
  className?: string | undefined;
}

/** Views of one thing, one at a time. Arrow keys move; the chosen tab belongs in the address. */
export function Tabs<Value extends string>({ value, onValueChange, tabs, label, children, className }: TabsProps<Value>) {
  return (
    <BaseTabs.Root
      value={value}
      onValueChange={(next) => {
        const tab = tabs.find((item) => item.value === next);
        if (tab) onValueChange(tab.value);
      }}
      className={className}
    >
      <BaseTabs.List aria-label={label} className="scrollbar-none -mx-1 flex gap-1 overflow-x-auto border-b border-line px-1">
        {tabs.map((tab) => (
          <BaseTabs.Tab
            key={tab.value}
            value={tab.value}
            className={cn(
              'relative inline-flex min-h-touch shrink-0 items-center gap-2 rounded-t-small px-3.5 text-[0.9375rem] font-semibold text-muted',
              'transition-colors duration-150 hover:text-ink focus-visible:-outline-offset-2 data-active:text-accent',
              'after:absolute after:inset-x-2 after:-bottom-px after:h-0.5 after:rounded-full after:bg-transparent data-active:after:bg-accent',
            )}
          >
            {tab.icon}
            {tab.label}
          </BaseTabs.Tab>
        ))}
      </BaseTabs.List>
      {children}
    </BaseTabs.Root>
  );
}
