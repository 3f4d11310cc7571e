import { parseExpression } from '#feel';

type Tree = ReturnType<typeof parseExpression>;
export type Constant = string | number | boolean | null;

export interface ExpressionNames {
  /** Names that are read from outside; of a path the first part. */
  names: string[];
  /** Constants that a name is compared with. */
  constants: { name: string; value: Constant }[];
}

const NOTHING: ExpressionNames = { names: [], constants: [] };

const constantOf = (node: Tree): Constant | undefined => {
  if (node.type === 'literal') return node.value;
  if (node.type === 'number') return Number(node.text);
  if (node.type === 'negation' && node.of.type === 'number') return -Number(node.of.text);
  return undefined;
};

class Reader {
  private readonly names = new Set<string>();
  private readonly constants: { name: string; value: Constant }[] = [];

  read(tree: Tree): ExpressionNames {
    this.visit(tree, new Set());
    return { names: [...this.names], constants: this.constants };
  }

  private compare(left: Tree, right: Tree): void {
    const value = constantOf(right);
    if (left.type === 'name' && value !== undefined) this.constants.push({ name: left.name, value });
  }

  private all(trees: readonly Tree[], bound: ReadonlySet<string>): void {
    for (const tree of trees) this.visit(tree, bound);
  }

  private visit(tree: Tree, bound: ReadonlySet<string>): void {
    switch (tree.type) {
      case 'name':
        if (!bound.has(tree.name)) this.names.add(tree.name);
        return;
      case 'path':
      case 'negation':
      case 'instance':
        return this.visit(tree.of, bound);
      case 'filter':
        // Inside a filter names are those of the items first: what they read from outside can't be told.
        return this.visit(tree.of, bound);
      case 'call':
        if (tree.callee.type !== 'name') this.visit(tree.callee, bound);
        return this.all(tree.parameters, bound);
      case 'arithmetic':
        return this.all([tree.first, ...tree.rest.map(({ operand }) => operand)], bound);
      case 'comparison':
        this.compare(tree.left, tree.right);
        this.compare(tree.right, tree.left);
        return this.all([tree.left, tree.right], bound);
      case 'and':
      case 'or':
        return this.all(tree.operands, bound);
      case 'between':
        return this.all([tree.of, tree.low, tree.high], bound);
      case 'in':
        return this.visitTests(tree, bound);
      case 'if':
        return this.all([tree.condition, tree.then, tree.otherwise], bound);
      case 'for':
      case 'some':
      case 'every': {
        const inner = new Set(bound);
        for (const iterator of tree.iterators) {
          this.all([iterator.of, ...(iterator.to ? [iterator.to] : [])], inner);
          inner.add(iterator.name);
        }
        return this.visit(tree.type === 'for' ? tree.result : tree.condition, inner);
      }
      case 'list':
        return this.all(tree.items, bound);
      case 'context': {
        const inner = new Set(bound);
        for (const { key, value } of tree.entries) {
          this.visit(value, inner);
          inner.add(key);
        }
        return;
      }
      case 'function':
        return this.visit(tree.body, new Set([...bound, ...tree.parameters.map(({ name }) => name)]));
      case 'interval':
        return this.all([...(tree.start ? [tree.start] : []), ...(tree.end ? [tree.end] : [])], bound);
      default:
    }
  }

  private visitTests(tree: Extract<Tree, { type: 'in' }>, bound: ReadonlySet<string>): void {
    this.visit(tree.of, bound);
    for (const test of tree.tests) {
      if (test.kind === 'interval') this.visit(test.interval, bound);
      else if (test.kind === 'comparison') {
        this.compare(tree.of, test.operand);
        this.visit(test.operand, bound);
      } else {
        this.compare(tree.of, test.expression);
        this.visit(test.expression, bound);
      }
    }
  }
}

const known = new Map<string, ExpressionNames>();
const MAX_KNOWN = 5_000;

/** What an expression reads; nothing for one that can't be parsed, which is told elsewhere. */
export const expressionNames = (expression: string): ExpressionNames => {
  const text = expression.replace(/^\s*=/, '');
  const before = known.get(text);
  if (before) return before;
  let found = NOTHING;
  try {
    found = new Reader().read(parseExpression(text));
  } catch {
    // Told by the checks of expressions.
  }
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(text, found);
  return found;
};

export const namesIn = (expression: string): string[] => expressionNames(expression).names;
