import { Problem } from '../Problem';
import { useWords } from '../../words/words';
import { PictureDialog, type PictureDialogProps } from './PictureDialog';

/** Says why a file was not saved. */
export function ProblemDialog({ title, error, onClose }: PictureDialogProps & { readonly error: Error }) {
  const { pictures } = useWords();
  return (
    <PictureDialog heading={pictures.notSaved} title={title} onClose={onClose}>
      <Problem error={error} />
    </PictureDialog>
  );
}
