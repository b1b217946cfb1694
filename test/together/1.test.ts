import { together } from './part';

together(1, 2);
