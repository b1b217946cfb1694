import { together } from './part';

together(7, 8);
