import { Choice } from '../../../widgets/Choice';
import { useWords } from '../../../words/words';
import { pictureReason } from '../state/facts';
import type { ExplorePicture } from '../state/state';
import type { Explore } from '../useExplore';
import { useExploreTexts } from '../useExploreTexts';

const PICTURES: readonly ExplorePicture[] = ['LINE', 'AREA', 'BARS', 'STACKED', 'SHARE', 'TABLE'];

/** Picks the kind of picture. */
export function PicturePicker({ facts, state, change }: Omit<Explore, 'notes'>) {
  const { explore } = useWords();
  const texts = useExploreTexts();
  const options = PICTURES.map((picture) => {
    const reason = pictureReason(facts, state.metrics, state.groupBy, picture);
    return {
      key: picture,
      text: explore.pictures[picture],
      disabled: reason === null ? undefined : texts.reason(reason),
    };
  });
  return (
    <Choice
      label={explore.picture}
      value={state.picture}
      options={options}
      onChange={(picture) => change({ picture })}
    />
  );
}
