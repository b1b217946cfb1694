import type { ReactNode } from 'react';
import { settings, type ConsoleSettings } from '../../pageSettings';
import { ROOT } from '../../root';
import { useSession } from '../../session/session';
import { useLanguage } from '../../words/words';
import { Code } from '../code/Code';
import { TrustedNote } from '../code/TrustedNote';
import { CodeTabs } from './CodeTabs';
import { PictureDialog, type PictureDialogProps } from './PictureDialog';
import { csvAddress } from './text/addresses';
import { curlExportText, curlText } from './text/curl';
import { KEY_VARIABLE } from './text/gatewayAddress';
import { givenArguments, pictureQuery } from './text/pictureQuery';
import { pythonText } from './text/python';
import { typescriptText } from './text/typescript';

/** The question of a picture for other programs. No text has the person's key. */
export function CopyDialog({ title, args, onClose }: PictureDialogProps) {
  const { words, language } = useLanguage();
  const { proof } = useSession();
  const { isOpen } = settings<ConsoleSettings>();
  const { picture, pictures } = words;
  const question = pictureQuery(args, language);
  const gateway = { url: location.origin + ROOT, needsKey: proof !== null };
  const csv = (
    <>
      <p className="quiet">{isOpen ? pictures.csvHint : pictures.csvNeedsHeader}</p>
      <Code label={pictures.address} text={csvAddress(args, gateway.url)} isWrapped />
      <Code label="curl" text={curlExportText(givenArguments(args), gateway)} isWrapped />
    </>
  );
  const program = (name: string, code: ReactNode) => ({
    key: name.toLowerCase(),
    title: name,
    content: (
      <>
        <TrustedNote />
        {code}
      </>
    ),
  });
  return (
    <PictureDialog heading={picture.copy} title={title} onClose={onClose}>
      {gateway.needsKey && <p className="quiet">{pictures.keyHint(KEY_VARIABLE)}</p>}
      <CodeTabs
        label={picture.copy}
        parts={[
          program('curl', <Code label="curl" text={curlText(question, gateway)} isWrapped />),
          program('TypeScript', <Code label="TypeScript" text={typescriptText(question, gateway)} />),
          program('Python', <Code label="Python" text={pythonText(question, gateway)} />),
          { key: 'csv', title: pictures.csvAddress, content: csv },
        ]}
      />
    </PictureDialog>
  );
}
