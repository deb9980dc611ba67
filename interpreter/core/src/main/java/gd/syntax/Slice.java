package gd.syntax;

import gd.report.Problem;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/**
 * The tokens of one statement, an end token last.
 *
 * @param depth how deep it nests
 * @param last whether the text ends here
 * @param problem what is wrong already, before parsing
 */
record Slice(List<Token> tokens, int depth, boolean last, Optional<Problem> problem) {}
