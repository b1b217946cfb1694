import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';

interface Part {
  readonly key: string;
  readonly title: string;
  readonly content: ReactNode;
}

/** Several texts, of which one is shown. */
export function CodeTabs({ label, parts }: { readonly label: string; readonly parts: readonly Part[] }) {
  return (
    <Tabs className="tabs">
      <TabList className="tab-list" aria-label={label}>
        {parts.map(({ key, title }) => (
          <Tab key={key} id={key} className="tab">
            {title}
          </Tab>
        ))}
      </TabList>
      {parts.map(({ key, content }) => (
        <TabPanel key={key} id={key} className="tab-panel">
          {content}
        </TabPanel>
      ))}
    </Tabs>
  );
}
