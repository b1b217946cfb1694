import { together } from './part';

together(6, 8);
