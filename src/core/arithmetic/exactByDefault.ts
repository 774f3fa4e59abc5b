/**
 * Whether results are computed where nothing else is said: by the editor (its setting's default stands
 * in package.json too) and by `ask` and `chat`. Off until a measurement shows that it helps, and until
 * the chances of being right are fitted with it: they learned from chains whose errors stayed in.
 */
export const exactByDefault = false as boolean;
