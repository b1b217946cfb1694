/** Where a copied text finds the gateway, and how it says who asks. */
export interface GatewayAddress {
  /** The address of the gateway's root, without a slash at its end. */
  readonly url: string;
  /** True if the text sends a key or a token. The texts read it from KEY_VARIABLE. */
  readonly needsKey: boolean;
}

/** The environment variable with the key or token: a copied text never contains it. */
export const KEY_VARIABLE = 'METERGATE_KEY';
