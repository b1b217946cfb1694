import { together } from './part';

together(2, 2);
