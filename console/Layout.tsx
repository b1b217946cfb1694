import { Cross1Icon, HamburgerMenuIcon } from '@radix-ui/react-icons';
import { useEffect, useState, type ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { useLocation } from 'wouter';
import { Shortcuts } from './keys/Shortcuts';
import { Navigation } from './Navigation';
import { Palette } from './palette/Palette';
import { useSession } from './session/session';
import { Settings } from './Settings';
import { useWords } from './words/words';

/** The frame of every page: navigation and settings beside the content, or above it on a phone. */
export function Layout({ children }: { readonly children: ReactNode }) {
  const words = useWords();
  const [isOpen, setOpen] = useState(false);
  const [address] = useLocation();
  const { needsProof } = useSession();
  useEffect(() => setOpen(false), [address]);
  return (
    <div className="layout">
      <a className="skip" href="#content">
        {words.nav.skip}
      </a>
      <header className="side" data-open={isOpen}>
        <div className="side-top">
          <span className="brand">{words.product}</span>
          {!needsProof && <Palette />}
          <Button
            className="icon-button side-toggle"
            aria-label={isOpen ? words.nav.close : words.nav.open}
            aria-expanded={isOpen}
            onPress={() => setOpen(!isOpen)}
          >
            {isOpen ? <Cross1Icon /> : <HamburgerMenuIcon />}
          </Button>
        </div>
        <div className="side-rest">
          <Navigation />
          <div className="settings-frame">
            <Settings />
            <Shortcuts />
          </div>
        </div>
      </header>
      <main id="content" className="content" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}
