import { DotsHorizontalIcon } from '@radix-ui/react-icons';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import type { MetricPicture } from '../../questions/documents';
import type { SeriesArguments } from '../../questions/useSeries';
import { useWords } from '../../words/words';

interface Props {
  readonly title: string;
  readonly args: SeriesArguments;
  readonly picture: MetricPicture;
}

/** What can be done with a picture. */
export function PictureMenu({ title }: Props) {
  const { picture } = useWords();
  return (
    <MenuTrigger>
      <Button className="icon-button" aria-label={`${picture.actions}: ${title}`}>
        <DotsHorizontalIcon />
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu className="list">
          <MenuItem className="list-item">{picture.query}</MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
