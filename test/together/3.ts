import { together } from './part';

together(3, 4);
