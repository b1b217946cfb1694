/** The text form of a uuid. Databases return it in lower case. */
export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** An example for messages. */
export const SOME_UUID = '6f1c2a34-9d0e-4b57-8a61-0c2d4e6f8a9b';
