import '@fontsource-variable/inter/wght.css';
import '../theme.css';
import '../themeStore';
import './docs.css';

/** Where there is room, the lists beside a page are open. Without a script they are closed. */
const hasRoom = matchMedia('(min-width: 64rem)');

function openLists(): void {
  for (const list of document.querySelectorAll<HTMLDetailsElement>('.contents')) list.open = hasRoom.matches;
}

openLists();
hasRoom.addEventListener('change', openLists);
