import { useMemo } from 'react';
import { Pick } from '../../../widgets/Pick';
import { useLanguage } from '../../../words/words';
import type { Explore } from '../useExplore';

/** Picks one of all zones of the IANA database. */
export function ZonePicker({ facts, state, change }: Explore) {
  const { language, words } = useLanguage();
  const { explore } = words;
  const own = facts.catalog.timeZone;
  const shown = state.timeZone ?? own;
  const items = useMemo(() => {
    const all = [...new Set([own, 'UTC', shown, ...Intl.supportedValuesOf('timeZone')])];
    return all.map((zone) => ({
      key: zone,
      text: zone,
      ...(zone === own && { note: explore.zoneOfRegistry }),
      also: nameOf(zone, language),
    }));
  }, [own, shown, language, explore]);
  return (
    <Pick
      label={explore.timeZone}
      text={shown}
      searchLabel={explore.searchZones}
      sections={[{ key: 'all', title: null, items }]}
      picked={[shown]}
      mode="one"
      onPick={([zone]) => change({ timeZone: zone === own || zone === undefined ? null : zone })}
    />
  );
}

/** The name of a zone in a language, so that a search finds it. */
function nameOf(timeZone: string, language: string): string {
  const parts = new Intl.DateTimeFormat(language, { timeZone, timeZoneName: 'longGeneric' }).formatToParts();
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return `${timeZone.replaceAll('_', ' ')} ${name}`;
}
