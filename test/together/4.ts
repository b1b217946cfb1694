import { together } from './part';

together(4, 4);
