export declare const HOSTILE_EXPRESSIONS: string[];
