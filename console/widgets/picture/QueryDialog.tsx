import { usePlan } from '../../questions/usePlan';
import type { SeriesArguments } from '../../questions/useSeries';
import { useLanguage, useWords } from '../../words/words';
import { Code } from '../code/Code';
import { TrustedNote } from '../code/TrustedNote';
import { Problem } from '../Problem';
import { Skeleton } from '../Skeleton';
import { CodeTabs } from './CodeTabs';
import { PictureDialog, type PictureDialogProps } from './PictureDialog';
import { pictureQuery } from './text/pictureQuery';

/** The query behind a picture: GraphQL, and the SQL that the gateway makes of it. */
export function QueryDialog({ title, args, onClose }: PictureDialogProps) {
  const { words, language } = useLanguage();
  const { query, variables } = pictureQuery(args, language);
  const { picture, pictures } = words;
  const graphql = (
    <>
      <TrustedNote />
      <Code label={pictures.document} text={query} />
      <Code label={pictures.variables} text={JSON.stringify(variables, null, 2)} />
    </>
  );
  return (
    <PictureDialog heading={picture.query} title={title} onClose={onClose}>
      <CodeTabs
        label={picture.query}
        parts={[
          { key: 'graphql', title: 'GraphQL', content: graphql },
          { key: 'sql', title: 'SQL', content: <Sql args={args} isLiteral={false} /> },
          { key: 'literal', title: pictures.literalSql, content: <Sql args={args} isLiteral /> },
        ]}
      />
    </PictureDialog>
  );
}

interface SqlProps {
  readonly args: SeriesArguments;
  /** True: with the values written in. False: with parameters. */
  readonly isLiteral: boolean;
}

function Sql({ args, isLiteral }: SqlProps) {
  const { pictures } = useWords();
  const { data: plan, error, refetch } = usePlan(args);
  if (error !== null) return <Problem error={error} onRetry={() => void refetch()} />;
  if (plan === undefined) return <Skeleton shape="chart" />;
  if (isLiteral) {
    return (
      <>
        <p className="quiet">{pictures.literalHint}</p>
        <Code label={pictures.literalSql} text={plan.literalSql} />
      </>
    );
  }
  const parameters = plan.parameters.map((value, index) => `$${index + 1} = ${value ?? 'null'}`);
  return (
    <>
      <dl className="picture-facts">
        <div>
          <dt>{pictures.engine}</dt>
          <dd>{plan.engine}</dd>
        </div>
        <div>
          <dt>{pictures.scans}</dt>
          <dd>
            <ul>
              {plan.scans.map((scan) => (
                <li key={scan}>{scan}</li>
              ))}
            </ul>
          </dd>
        </div>
      </dl>
      <Code label="SQL" text={plan.sql} />
      {parameters.length > 0 && <Code label={pictures.parameters} text={parameters.join('\n')} isWrapped />}
    </>
  );
}
