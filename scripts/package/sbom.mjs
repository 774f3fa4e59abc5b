const pathProperty = 'cdx:npm:package:path';

/**
 * A CycloneDX document of all that is installed, with the components in `packages` only: most of
 * what is installed builds and tests, and some of what ships is bundled from there. Throws when one
 * of them is not in it.
 */
export function onlyShipped(bom, packages) {
  const paths = new Map(packages.map(({ name }) => [`node_modules/${name}`, name]));
  const components = bom.components.filter((component) => paths.has(pathOf(component)));
  const found = new Set(components.map(pathOf));
  const missing = [...paths].filter(([path]) => !found.has(path)).map(([, name]) => name);
  if (missing.length > 0) throw new Error(`The document lacks ${missing.join(', ')}.`);
  const refs = new Set(components.map((component) => component['bom-ref']));
  const own = bom.metadata.component['bom-ref'];
  const dependencies = bom.dependencies
    .filter(({ ref }) => refs.has(ref))
    .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((on) => refs.has(on)) }));
  return {
    ...bom,
    components,
    dependencies: [{ ref: own, dependsOn: [...refs] }, ...dependencies],
  };
}

function pathOf({ properties = [] }) {
  return properties.find(({ name }) => name === pathProperty)?.value;
}
