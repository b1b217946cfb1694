import { together } from './part';

together(2, 4);
