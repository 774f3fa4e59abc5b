/** What stands between these is about files that only the repository holds. */
const REPOSITORY_PART = /^<!-- repository:start[^>]*-->\n[^]*?^<!-- repository:end -->\n/gm;

/** A target in the same repository: no address, no place in the page itself. */
const RELATIVE = '(?![a-z]+:|#)';
const PICTURE_LINE = new RegExp(`^.*!\\[[^\\]]*\\]\\(${RELATIVE}[^)]*\\).*\\n`, 'gim');
const LINK = new RegExp(`\\[([^\\]]*)\\]\\(${RELATIVE}[^)]*\\)`, 'gi');

/**
 * The page of the package: the repository's own without what points at files beside it, none of which
 * the package shows. Pictures go with their line, of links the text stays.
 */
export function packedReadme(text) {
  return text
    .replaceAll(REPOSITORY_PART, '')
    .replaceAll(PICTURE_LINE, '')
    .replaceAll(LINK, '$1')
    .replaceAll(/\n{3,}/g, '\n\n');
}
