import ts from 'typescript';
import { TypeProgram } from './typeProgram';

/** True when a value is what its TypeScript type says. */
export type Validator = (value: unknown) => boolean;

/** Validators of the members of an interface, by their names. */
type Validators = ReadonlyMap<string, Validator>;

export interface LinkValidators {
  readonly params: Validators;
  readonly results: Validators;
  readonly events: Validators;
}

/**
 * Reads the types of links out of the source, so that what the hand-written guards let through can
 * be judged by something that knows nothing of them. Numbers must be finite; members that a type
 * does not name are passed over; a member that may be absent may be undefined.
 */
export class TypeReader {
  readonly #program: TypeProgram;
  readonly #checker: ts.TypeChecker;
  readonly #known = new Map<ts.Type, Validator>();

  /** `files`: relative to the repository. */
  constructor(files: readonly string[]) {
    this.#program = new TypeProgram(files);
    this.#checker = this.#program.checker;
  }

  /** Validators for the interfaces of one link in `file`. */
  link(file: string, methods: string, events: string): LinkValidators {
    const calls = this.#checker.getPropertiesOfType(this.#program.named(file, methods));
    const part = (name: 'params' | 'result'): Validators =>
      new Map(
        calls.map((call) => {
          const member = this.#checker.getTypeOfSymbol(call).getProperty(name);
          if (member === undefined) throw new Error(`${call.name} has no ${name}`);
          return [call.name, this.#validator(this.#checker.getTypeOfSymbol(member))];
        }),
      );
    const sent = this.#checker.getPropertiesOfType(this.#program.named(file, events));
    return {
      params: part('params'),
      results: part('result'),
      events: new Map(
        sent.map((one) => [one.name, this.#validator(this.#checker.getTypeOfSymbol(one))]),
      ),
    };
  }

  #validator(type: ts.Type): Validator {
    const known = this.#known.get(type);
    if (known !== undefined) return known;
    const made = this.#make(type);
    this.#known.set(type, made);
    return made;
  }

  #make(type: ts.Type): Validator {
    if (type.flags & ts.TypeFlags.Unknown) return () => true;
    if (type.flags & ts.TypeFlags.Null) return (value) => value === null;
    if (type.flags & ts.TypeFlags.Undefined) return (value) => value === undefined;
    if (type.flags & ts.TypeFlags.String) return (value) => typeof value === 'string';
    if (type.flags & ts.TypeFlags.Number) return Number.isFinite;
    if (type.flags & ts.TypeFlags.Boolean) return (value) => typeof value === 'boolean';
    if (type.flags & ts.TypeFlags.BooleanLiteral) {
      const wanted = this.#checker.typeToString(type) === 'true';
      return (value) => value === wanted;
    }
    if (type.isStringLiteral() || type.isNumberLiteral()) {
      return (value) => value === type.value;
    }
    if (type.isUnion()) {
      const variants = type.types.map((one) => this.#validator(one));
      return (value) => variants.some((variant) => variant(value));
    }
    if (type.isIntersection()) {
      const all = type.types.map((one) => this.#validator(one));
      return (value) => all.every((one) => one(value));
    }
    if (type.flags & ts.TypeFlags.Object) return this.#object(type);
    throw new Error(`no validator for ${this.#checker.typeToString(type)}`);
  }

  #object(type: ts.Type): Validator {
    const { name } = type.symbol;
    if (name === 'Int32Array') return (value) => value instanceof Int32Array;
    if (name === 'Float32Array') {
      return (value) => value instanceof Float32Array && value.every(Number.isFinite);
    }
    if (this.#checker.isArrayType(type)) {
      const [itemType] = this.#checker.getTypeArguments(type as ts.TypeReference);
      if (itemType === undefined) throw new Error('an array without items');
      const item = this.#validator(itemType);
      return (value) => Array.isArray(value) && Array.from(value).every(item);
    }
    return this.#members(type);
  }

  #members(type: ts.Type): Validator {
    const members = this.#checker.getPropertiesOfType(type).map((symbol) => ({
      name: symbol.name,
      isOptional: (symbol.flags & ts.SymbolFlags.Optional) !== 0,
      check: this.#validator(this.#checker.getTypeOfSymbol(symbol)),
    }));
    const entryType = type.getStringIndexType();
    const isTable = entryType !== undefined && !(entryType.flags & ts.TypeFlags.Never);
    const entry = isTable ? this.#validator(entryType) : undefined;
    return (value) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
      if (entry !== undefined && !Object.values(value).every(entry)) return false;
      return members.every(({ name, isOptional, check }) => {
        const member: unknown = Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
        return (isOptional && member === undefined) || check(member);
      });
    };
  }
}
