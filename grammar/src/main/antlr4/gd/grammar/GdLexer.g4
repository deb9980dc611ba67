lexer grammar GdLexer;
options { superClass = GdLexerBase; }

tokens {
  JUXTAPOSE,                                // the invisible · of 3x, 2(x+1), (x+1)(x-2): made by GdLexerBase
  ORDER,                                    // the ² of ∂²f/∂x²
  IF_ELSE                                   // an `if` that has its `else`: marked when statements are cut
}
channels { DOCUMENTATION }

IMPORT: 'import'; EXTERNAL: 'external'; SYMBOL: 'symbol';
IF: 'if'; THEN: 'then'; ELSE: 'else'; FOR: 'for'; IN: 'in' | '∈'; WHILE: 'while'; BY: 'by';
AND: 'and'; OR: 'or'; NOT: 'not'; TRUE: 'true'; FALSE: 'false';

DEGREE      : [°º] ;                        // before NAME: º is a letter to Unicode
NAME        : (LETTER | '_') (LETTER | MARK | [0-9_])* SUBSCRIPT* | [∞∑∏] ;
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
// Blocks that hold letters; GdLexerBase takes out what is none. (Unicode's own sets would double the start-up time.)
fragment LETTER    : [a-zA-Zªµ\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02AF\u0370-\u1CFF\u1E00-\u1FFF\u2C00-\u2DFF\u3040-\uD7FF\uF900-\uFDFF\u{1D400}-\u{1D7CB}\u{20000}-\u{3FFFD}] ;
fragment MARK      : [\u0300-\u036F\u20D0-\u20DC] ;          // x̄, x̂, x⃗
fragment SUBSCRIPT : [₀-₉ₐ-ₜᵢ-ᵥ] ;
fragment CHARACTER : ~["\\\r\n] | '\\' ~[\r\n] ;
