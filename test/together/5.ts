import { together } from './part';

together(5, 8);
