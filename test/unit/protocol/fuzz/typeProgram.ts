import { join } from 'node:path';
import ts from 'typescript';

const root = join(import.meta.dirname, '..', '..', '..', '..');

/** Types of the source as the compiler sees them. */
export class TypeProgram {
  readonly checker: ts.TypeChecker;
  readonly #program: ts.Program;

  /** `files`: relative to the repository. */
  constructor(files: readonly string[]) {
    this.#program = ts.createProgram(
      files.map((file) => join(root, file)),
      {
        target: ts.ScriptTarget.ES2023,
        lib: ['lib.es2023.d.ts'],
        module: ts.ModuleKind.ESNext,
        moduleResolution: ts.ModuleResolutionKind.Bundler,
        strict: true,
        exactOptionalPropertyTypes: true,
        types: [],
      },
    );
    this.checker = this.#program.getTypeChecker();
  }

  /** The type that `file` exports under this name. */
  named(file: string, name: string): ts.Type {
    const source = this.#program.getSourceFile(join(root, file));
    const module = source && this.checker.getSymbolAtLocation(source);
    const found =
      module && this.checker.getExportsOfModule(module).find((symbol) => symbol.name === name);
    if (found === undefined) throw new Error(`${file} exports no ${name}`);
    return this.checker.getDeclaredTypeOfSymbol(found);
  }
}
