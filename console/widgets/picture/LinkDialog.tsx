import { useWords } from '../../words/words';
import { CopiedLink } from '../share/CopiedLink';
import { PictureDialog, type PictureDialogProps } from './PictureDialog';

interface Props extends Omit<PictureDialogProps, 'args'> {
  readonly address: string;
}

/** The address of a picture, to send it to someone. */
export function LinkDialog({ title, address, onClose }: Props) {
  const { picture, pictures } = useWords();
  return (
    <PictureDialog heading={picture.link} title={title} onClose={onClose}>
      <CopiedLink address={address} />
      <p className="quiet">{pictures.linkHint}</p>
    </PictureDialog>
  );
}
