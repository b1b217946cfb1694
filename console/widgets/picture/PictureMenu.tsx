import { DotsHorizontalIcon } from '@radix-ui/react-icons';
import { useState } from 'react';
import {
  Button,
  Collection,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  Separator,
} from 'react-aria-components';
import { useLocation } from 'wouter';
import type { EChartsType } from '../../charts/echarts';
import { settings, type ConsoleSettings } from '../../pageSettings';
import { addressOfState } from '../../pages/explore/state/address';
import { stateOfQuestion } from '../../pages/explore/state/stateOfQuestion';
import { exportCsv } from '../../questions/csv';
import type { MetricPicture } from '../../questions/documents';
import { useCatalog } from '../../questions/useCatalog';
import type { Answer, SeriesArguments } from '../../questions/useSeries';
import { addressOf } from '../../root';
import { useLanguage } from '../../words/words';
import { CopyDialog } from './CopyDialog';
import { saveFile } from './download';
import { ExplainDialog } from './ExplainDialog';
import { LinkDialog } from './LinkDialog';
import { LiveMark } from './LiveMark';
import './picture.css';
import { pngOf } from './png';
import { ProblemDialog } from './ProblemDialog';
import { QueryDialog } from './QueryDialog';
import { graphiqlPath } from './text/addresses';
import { givenArguments, pictureQuery } from './text/pictureQuery';
import { MAX_LIVE, type Live } from './useLive';
import { usePngHead } from './usePngHead';

interface Props {
  readonly title: string;
  readonly args: SeriesArguments;
  readonly picture: MetricPicture;
  /** The answer that is shown. A PNG names its range. */
  readonly answer?: Answer | null;
  /** Returns the chart, or null while there is none. Without it, there is no PNG. */
  chart?(): EChartsType | null;
  /** From `useLive`. Without it, the picture cannot be live. */
  readonly live?: Live;
}

type Opened = 'explain' | 'query' | 'copy' | 'link' | Error | null;

/** What can be done with a picture. */
export function PictureMenu({ title, args, picture: kind, answer = null, chart, live }: Props) {
  const { language, words } = useLanguage();
  const { picture, pictures } = words;
  const [opened, setOpened] = useState<Opened>(null);
  const [isSaving, setSaving] = useState(false);
  const [page] = useLocation();
  const { data: catalog } = useCatalog();
  const explainable = [args.select]
    .flat()
    .find((key) => catalog?.metrics.some((metric) => metric.key === key && metric.explainedBy.length > 0));
  const { isTrustedOnly } = settings<ConsoleSettings>();
  const explored = page === '/explore' ? null : stateOfQuestion(args, kind);
  // A link shows the picture alone, if the page of questions can.
  const link = explored === null ? location.href : location.origin + addressOf(addressOfState(explored));
  const pngHead = usePngHead(title, answer);
  const dialog = { title, args, onClose: () => setOpened(null) };

  const saveCsv = () => {
    setSaving(true);
    exportCsv(givenArguments(args))
      .then(({ name, content }) => saveFile(name, content), setOpened)
      .finally(() => setSaving(false));
  };
  const savePng = () => {
    const shown = chart?.();
    if (shown) void pngOf(shown, pngHead).then((content) => saveFile(`${title}.png`, content), setOpened);
  };
  return (
    <div className="picture-actions">
      <MenuTrigger>
        <Button className="icon-button" aria-label={`${picture.actions}: ${title}`} isPending={isSaving}>
          <DotsHorizontalIcon />
        </Button>
        <Popover className="popover" placement="bottom end">
          <Menu className="list">
            <MenuItem className="list-item" onAction={() => setOpened('explain')}>
              {picture.explain}
            </MenuItem>
            <MenuItem className="list-item" onAction={() => setOpened('link')}>
              {picture.link}
            </MenuItem>
            <MenuItem className="list-item" onAction={() => setOpened('query')}>
              {picture.query}
            </MenuItem>
            <MenuItem className="list-item" onAction={() => setOpened('copy')}>
              {picture.copy}
            </MenuItem>
            <Separator className="picture-separator" />
            <MenuItem className="list-item" onAction={saveCsv}>
              {picture.csv}
            </MenuItem>
            {chart !== undefined && (
              <MenuItem className="list-item" onAction={savePng}>
                {picture.png}
              </MenuItem>
            )}
            <Separator className="picture-separator" />
            {explored !== null && (
              <MenuItem className="list-item" href={addressOfState(explored)}>
                {picture.explore}
              </MenuItem>
            )}
            {explainable !== undefined && (
              <MenuItem className="list-item" href={`/why?metric=${explainable}`}>
                {words.why.link}
              </MenuItem>
            )}
            <MenuItem
              className="list-item"
              isDisabled={isTrustedOnly}
              textValue={picture.graphiql}
              // Not a link of the console: GraphiQL is a document of its own.
              onAction={() => location.assign(addressOf(graphiqlPath(pictureQuery(args, language), language)))}
            >
              {picture.graphiql}
              {isTrustedOnly && <span className="list-reason">{pictures.trustedOnly}</span>}
            </MenuItem>
            {live !== undefined && (
              <MenuSection
                aria-label={picture.live}
                selectionMode="multiple"
                selectedKeys={live.isOn ? ['live'] : []}
                onSelectionChange={live.toggle}
              >
                <Collection>
                  <MenuItem id="live" className="list-item list-item-check" isDisabled={!live.isOn && !live.hasRoom}>
                    {picture.live}
                    {!live.isOn && !live.hasRoom && <span className="list-reason">{pictures.maxLive(MAX_LIVE)}</span>}
                  </MenuItem>
                </Collection>
              </MenuSection>
            )}
          </Menu>
        </Popover>
      </MenuTrigger>
      {live !== undefined && <LiveMark live={live} />}
      {opened === 'explain' && <ExplainDialog {...dialog} />}
      {opened === 'link' && <LinkDialog {...dialog} address={link} />}
      {opened === 'query' && <QueryDialog {...dialog} />}
      {opened === 'copy' && <CopyDialog {...dialog} />}
      {opened instanceof Error && <ProblemDialog {...dialog} error={opened} />}
    </div>
  );
}
