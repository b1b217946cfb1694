import { together } from './part';

together(8, 8);
