parser grammar GdParser;
options { tokenVocab = GdLexer; }

// Every decision here is made on the next token alone (a test holds this), so parsing is fast from the first line on.
// An expression is therefore a flat row of operands and operators; gd.syntax.ExpressionBuilder binds them by precedence:
//
//   tightest   f(x)  v[1]  A.T  5!  x²      right after their operand
//              ^  .^                        to the right; take a sign on their right
//              √
//              3x  (x+1)(x-2)               JUXTAPOSE
//              -                            as a sign
//              *  /  ·  .*  ./
//              +  -
//              ..  by
//              == != < <= > >=              chained
//              not
//              and
//              or
//   loosest    ->   if … then … else        reach as far right as they can

script      : statement EOF ;               // Parser cuts a text into statements first
insert      : expression EOF ;              // what stands between the braces of a text

statement
    : IMPORT module=(NAME | STRING)                                # importing
    | SYMBOL declared (COMMA declared)*                            # symbols
    | (annotation NEWLINE?)* EXTERNAL NAME list?                   # external
    | FOR NAME IN expression block                                 # forLoop
    | WHILE expression block                                       # whileLoop
    | IF expression (THEN equation | block)                        # onlyIf
    | equation                                                     # definitionOrEvaluation
    ;

declared    : NAME (OPEN_BRACKET dimension (COMMA dimension)* CLOSE_BRACKET)? ;
dimension   : NUMBER | NAME ;
annotation  : AT NAME OPEN (STRING (COMMA STRING)*)? CLOSE ;
equation    : expression (EQUALS expression)* ;
block       : OPEN_BRACE statement? (separator statement?)* CLOSE_BRACE ;
separator   : NEWLINE | SEMICOLON ;

expression  : prefix* operand (operator prefix* operand)* ;
prefix      : MINUS | NOT | ROOT | IF_ELSE expression (THEN equation | block) ELSE ;
operator
    : JUXTAPOSE | POWER | EACH_POWER | TIMES | DIVIDE | INNER | EACH_TIMES | EACH_DIVIDE | PLUS | MINUS
    | RANGE | BY | EQUAL | NOT_EQUAL | LESS | LESS_EQUAL | GREATER | GREATER_EQUAL | AND | OR | ARROW
    ;
operand     : primary suffix* ;

primary
    : NUMBER                                                       # number
    | STRING                                                       # text
    | (TRUE | FALSE)                                               # truth
    | NAME PRIME? list?                                            # named
    | NABLA NAME list?                                             # gradient
    | PARTIAL ORDER? NAME DIVIDE by+ list?                         # partial
    | list                                                         # group
    | OPEN_BRACKET (row (SEMICOLON row)*)? CLOSE_BRACKET           # array
    | block                                                        # sequence
    ;

by          : PARTIAL NAME ORDER? ;                                // ∂²f/∂x², ∂²f/∂x∂y

suffix
    : OPEN_BRACKET subscript (COMMA subscript)* CLOSE_BRACKET      # index
    | DOT NAME list?                                               # field
    | SUPERSCRIPT                                                  # superscript
    | TRANSPOSE                                                    # transpose
    | FACTORIAL                                                    # factorial
    | DEGREE                                                       # degrees
    ;

list        : OPEN (argument (COMMA argument)*)? CLOSE ;           // arguments, parameters, or one in parentheses
argument    : (AT NAME)? expression ELLIPSIS? (EQUALS expression)? clause* ;
row         : element (COMMA element)* ;
element     : expression clause* ;
clause      : FOR NAME IN expression | IF expression ;
subscript   : expression | COLON ;
