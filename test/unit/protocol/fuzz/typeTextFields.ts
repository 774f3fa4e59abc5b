import ts from 'typescript';

/**
 * Every place below a type where any text may stand, as `history[].question` or `run(answer).view.chain`:
 * items of a list are one place, and an object is told from others by its `kind`. Texts of which only
 * some are allowed are left out. The same names as `textPlaces` gives to the places of a value.
 */
export function typeTextFields(type: ts.Type, checker: ts.TypeChecker): readonly string[] {
  return [...new Set(below(type, '', checker))].sort();
}

function below(type: ts.Type, path: string, checker: ts.TypeChecker): readonly string[] {
  if (type.flags & ts.TypeFlags.String) return [path];
  if (type.isUnion()) return type.types.flatMap((one) => below(one, path, checker));
  if (!(type.flags & ts.TypeFlags.Object)) return [];
  if (checker.isArrayType(type)) {
    const items = checker.getTypeArguments(type as ts.TypeReference);
    return items.flatMap((item) => below(item, `${path}[]`, checker));
  }
  const members = checker.getPropertiesOfType(type);
  const kind = members.find(({ name }) => name === 'kind');
  const kindType = kind && checker.getTypeOfSymbol(kind);
  const own = kindType?.isStringLiteral() === true ? `${path}(${kindType.value})` : path;
  return members.flatMap((member) =>
    below(
      checker.getTypeOfSymbol(member),
      own === '' ? member.name : `${own}.${member.name}`,
      checker,
    ),
  );
}
