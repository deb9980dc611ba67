lexer grammar GdLexer;
options { superClass = GdLexerBase; }

tokens {
  JUXTAPOSE,                                // the invisible · of 3x, 2(x+1), (x+1)(x-2): made by GdLexerBase
  IF_ELSE                                   // an `if` that has its `else`: marked when statements are cut
}
channels { DOCUMENTATION }

IMPORT: 'import'; EXTERNAL: 'external'; SYMBOL: 'symbol';
IF: 'if'; THEN: 'then'; ELSE: 'else'; FOR: 'for'; IN: 'in' | '∈'; WHILE: 'while'; BY: 'by';
AND: 'and'; OR: 'or'; NOT: 'not'; TRUE: 'true'; FALSE: 'false';

DEGREE      : [°º] ;                        // before NAME: º is a letter to Unicode
NAME        : (LETTER | '_') (LETTER | [0-9_])* SUBSCRIPT* | [∞∑∏] ;
NUMBER      : (DIGIT+ ('.' DIGIT+)? | '.' DIGIT+) ([eE] [+-]? DIGIT+)? ;
STRING      : '"' CHARACTER* '"' ;
UNCLOSED    : '"' CHARACTER* '\\'? ;        // a text that its line does not close
PRIME       : '\''+ | [′″‴]+ ;              // f', f'' : only ever a derivative
SUPERSCRIPT : '⁻'? [⁰¹²³⁴-⁹]+ ;             // x², x⁻¹
TRANSPOSE   : 'ᵀ' ;

EQUALS: '='; ARROW: '->' | '→' | '↦'; ELLIPSIS: '...' | '…'; RANGE: '..'; DOT: '.';
COMMA: ','; COLON: ':'; AT: '@'; SEMICOLON: ';';
OPEN: '('; CLOSE: ')'; OPEN_BRACKET: '['; CLOSE_BRACKET: ']'; OPEN_BRACE: '{'; CLOSE_BRACE: '}';
PLUS: '+'; MINUS: '-' | '−' | '–'; TIMES: '*' | '×'; DIVIDE: '/' | '÷'; INNER: '·' | '⋅';
EACH_TIMES: '.*' | '⊙'; EACH_DIVIDE: './'; POWER: '^'; EACH_POWER: '.^';
EQUAL: '=='; NOT_EQUAL: '!=' | '≠'; LESS: '<'; LESS_EQUAL: '<=' | '≤'; GREATER: '>'; GREATER_EQUAL: '>=' | '≥';
FACTORIAL: '!'; ROOT: '√'; NABLA: '∇'; PARTIAL: '∂';

FOREIGN     : ':=' | '=>' | '**' | '&&' | '||' | '<>' | '=<' | '//' | '|' | '‖' | '%' ;   // other languages' signs

DOC         : '##' ~[\r\n]*  -> channel(DOCUMENTATION) ;
COMMENT     : '#'  ~[\r\n]*  -> skip ;
NEWLINE     : ('\r'? '\n' | '\r')+ ;
SPACE       : [\p{Zs}\t\u000B\u000C]+ -> skip ;
BOM         : '\uFEFF' ;                    // nothing at the start of a text, unknown elsewhere
UNKNOWN     : . ;

fragment DIGIT     : [0-9] ;
fragment LETTER    : [\p{Lu}\p{Ll}\p{Lo}] ;
fragment SUBSCRIPT : [₀-₉ₐ-ₜᵢ-ᵥ] ;
fragment CHARACTER : ~["\\\r\n] | '\\' ~[\r\n] ;
