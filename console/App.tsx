import { QueryClientProvider } from '@tanstack/react-query';
import { I18nProvider, RouterProvider } from 'react-aria-components';
import { Router, useLocation } from 'wouter';
import { Layout } from './Layout';
import { Pages } from './pages/Pages';
import { SignIn } from './pages/signIn/SignIn';
import { addressOf, ROOT } from './root';
import { useSession } from './session/session';
import { queryClient } from './questions/queryClient';
import { useLanguage, WordsProvider } from './words/words';

/** The console: one document, whose page follows from the address. */
export function App() {
  return (
    <WordsProvider>
      <QueryClientProvider client={queryClient}>
        <Router base={ROOT}>
          <Shell />
        </Router>
      </QueryClientProvider>
    </WordsProvider>
  );
}

const LOCALES = { en: 'en-US', zh: 'zh-CN' } as const;

/** Links of all widgets lead within the console, without a reload. */
function Shell() {
  const [, navigate] = useLocation();
  const { needsProof } = useSession();
  const { language } = useLanguage();
  // A new page begins at its top. Back and forward keep the position that the browser restores.
  const follow = (href: string) => {
    navigate(href);
    scrollTo(0, 0);
  };
  return (
    <I18nProvider locale={LOCALES[language]}>
      <RouterProvider navigate={follow} useHref={addressOf}>
        <Layout>{needsProof ? <SignIn /> : <Pages />}</Layout>
      </RouterProvider>
    </I18nProvider>
  );
}
