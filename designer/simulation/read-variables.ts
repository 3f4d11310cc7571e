/** Variables as a person writes them: an object of JSON; nothing is none. */
export const readVariables = (text: string): { variables: Record<string, unknown>; problem: string | null } => {
  if (text.trim() === '') return { variables: {}, problem: null };
  try {
    const value: unknown = JSON.parse(text);
    if (value !== null && typeof value === 'object' && !Array.isArray(value))
      return { variables: value as Record<string, unknown>, problem: null };
    return { variables: {}, problem: '变量要写成一个对象，例如 {"approved": true}' };
  } catch {
    return { variables: {}, problem: '这不是正确的 JSON，请检查引号和逗号，例如 {"approved": true}' };
  }
};
