import type { Node } from './node.ts';

const children = (node: Node): Node[] =>
  Object.values(node).flatMap((part: unknown) => {
    const parts = Array.isArray(part) ? part : [part];
    return parts.flatMap((one: unknown) => {
      if (typeof one !== 'object' || one === null) return [];
      if ('type' in one && typeof one.type === 'string') return [one as Node];
      return Object.values(one).filter(
        (inner): inner is Node => typeof inner === 'object' && inner !== null && 'type' in inner,
      );
    });
  });

/** Whether the tree has a variable of this name in it. */
export const mentions = (node: Node, name: string): boolean =>
  (node.type === 'name' && node.name === name) || children(node).some((child) => mentions(child, name));
