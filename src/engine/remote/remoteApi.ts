export const remoteApis = ['auto', 'completions', 'chat'] as const;

/**
 * How a server is asked. `completions`: the prompt as the model was trained with, as raw text ·
 * `chat`: turns that the server puts into its template · `auto`: completions for a family whose
 * prompt is known, unless the server templates those too.
 */
export type RemoteApi = (typeof remoteApis)[number];
